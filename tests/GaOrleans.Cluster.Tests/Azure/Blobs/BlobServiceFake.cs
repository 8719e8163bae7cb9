using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Tests.Azure.Blobs;

/// <summary>
/// As much of the REST interface of Blob Storage as the store uses, in memory: put, get and delete a blob under <c>If-Match</c> and <c>If-None-Match</c>,
/// and list names by prefix. After the protocol's documentation; what the service does beyond it is not imitated.
/// </summary>
internal sealed class BlobServiceFake : IAsyncDisposable
{
    // Where the host is an address the account stands in the path.
    private const string Container = "/account/hits";

    private readonly ConcurrentDictionary<string, (byte[] Bytes, string ETag)> _blobs = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private WebApplication? _app;
    private int _etag;

    /// <summary>Status to answer in place of doing anything; null to work.</summary>
    public int? Fault { get; set; }

    /// <summary>The container's address.</summary>
    public Uri Address => new($"{_app!.Urls.First()}{Container}");

    public static async Task<BlobServiceFake> StartAsync()
    {
        var fake = new BlobServiceFake();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        fake._app = builder.Build();
        fake._app.Run(fake.AnswerAsync);
        await fake._app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string path = context.Request.Path.Value!;
        string name = path.Length > Container.Length ? path[(Container.Length + 1)..] : "";
        context.Response.Headers["x-ms-version"] = "2023-11-03";
        context.Response.Headers["x-ms-request-id"] = "1";
        (int status, string? error, byte[] content) = Fault is { } fault ? (fault, "ServerBusy", []) : context.Request.Method switch
        {
            "PUT" => Put(context, name, body.ToArray()),
            "DELETE" => (_blobs.TryRemove(name, out _) ? 202 : 404, "BlobNotFound", []),
            _ => Get(context, name),
        };
        context.Response.StatusCode = status;
        if (status >= 400) context.Response.Headers["x-ms-error-code"] = error;
        await context.Response.Body.WriteAsync(content);
    }

    private (int Status, string? Error, byte[] Content) Put(HttpContext context, string name, byte[] bytes)
    {
        lock (_turn)
        {
            bool there = _blobs.TryGetValue(name, out (byte[] Bytes, string ETag) present);
            if (context.Request.Headers.IfNoneMatch == "*" && there) return (409, "BlobAlreadyExists", []);
            string wanted = context.Request.Headers.IfMatch.ToString();
            if (wanted.Length > 0 && (!there || present.ETag != wanted)) return (412, "ConditionNotMet", []);
            string etag = string.Create(CultureInfo.InvariantCulture, $"\"0x{++_etag:X}\"");
            _blobs[name] = (bytes, etag);
            SetETag(context, etag);
            return (201, null, []);
        }
    }

    private (int Status, string? Error, byte[] Content) Get(HttpContext context, string name)
    {
        if (context.Request.Query["comp"] == "list") return (200, null, List(context));
        if (!_blobs.TryGetValue(name, out (byte[] Bytes, string ETag) blob)) return (404, "BlobNotFound", []);
        SetETag(context, blob.ETag);
        context.Response.Headers["x-ms-blob-type"] = "BlockBlob";
        return (200, null, blob.Bytes);
    }

    private byte[] List(HttpContext context)
    {
        context.Response.ContentType = "application/xml";
        string prefix = context.Request.Query["prefix"].ToString();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>");
        foreach (string name in _blobs.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            xml.Append("<Blob><Name>").Append(name).Append("</Name><Properties><BlobType>BlockBlob</BlobType></Properties></Blob>");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</Blobs><NextMarker /></EnumerationResults>").ToString());
    }

    private static void SetETag(HttpContext context, string etag)
    {
        context.Response.Headers.ETag = etag;
        context.Response.Headers.LastModified = "Fri, 20 Nov 2026 22:00:00 GMT";
    }
}
