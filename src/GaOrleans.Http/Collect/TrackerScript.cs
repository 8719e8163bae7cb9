using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary><c>GET /ga.js</c>: the tracker, embedded in this assembly, compressed once.</summary>
internal sealed class TrackerScript
{
    private const string Resource = "ga.js";
    private const string CacheFor = "public, max-age=3600, stale-while-revalidate=86400";
    private readonly byte[] _plain = Load();
    private readonly byte[] _brotli;
    private readonly byte[] _gzip;
    private readonly string _tag;

    public TrackerScript()
    {
        _brotli = Compress(to => new BrotliStream(to, CompressionLevel.SmallestSize));
        _gzip = Compress(to => new GZipStream(to, CompressionLevel.SmallestSize));
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_plain))[..16]}\"";
    }

    /// <summary>Answers a request.</summary>
    public Task HandleAsync(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.CacheControl = CacheFor;
        headers.ETag = _tag;
        headers.Vary = "Accept-Encoding";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        string? known = http.Request.Headers.IfNoneMatch;
        if (known is not null && known.Contains(_tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        string accepted = http.Request.Headers.AcceptEncoding.ToString();
        byte[] body = accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? _brotli : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? _gzip : _plain;
        if (!ReferenceEquals(body, _plain)) headers.ContentEncoding = ReferenceEquals(body, _brotli) ? "br" : "gzip";
        CollectAnswers.Write(http, StatusCodes.Status200OK, "text/javascript; charset=utf-8", body);
        return Task.CompletedTask;
    }

    private static byte[] Load()
    {
        using Stream stream = typeof(TrackerScript).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("cannot serve the tracker: it is not embedded in the assembly; build it with web/tracker/ga.js in place");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private byte[] Compress(Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (Stream to = compressor(compressed)) to.Write(_plain);
        return compressed.ToArray();
    }
}
