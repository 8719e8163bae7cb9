using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using System.Globalization;
using System.IO.Pipelines;

namespace GaOrleans.Benchmarks.Http;

/// <summary>
/// The least that a durable endpoint on the same web server can do: it reads the JSON of a body token by token, appends it to a file,
/// and answers when the file is flushed, one flush for all that wait. Run in a process of its own.
/// </summary>
internal static class BareEndpoint
{
    /// <summary>Serves until the process ends.</summary>
    public static async Task RunAsync(int port, string file)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        using var log = new BareLog(file);
        await using WebApplication app = builder.Build();
        app.Run(http => AnswerAsync(http, log));
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http, BareLog log)
    {
        PipeReader reader = http.Request.BodyReader;
        ReadResult body = await reader.ReadAtLeastAsync((int)(http.Request.ContentLength ?? 0));
        var json = new Utf8JsonReader(body.Buffer);
        while (json.Read()) { /* Every token is looked at. */ }
        Task flushed = log.Append(body.Buffer);
        reader.AdvanceTo(body.Buffer.End);
        await flushed;
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentLength = 2;
        "ok"u8.CopyTo(http.Response.BodyWriter.GetSpan(2));
        http.Response.BodyWriter.Advance(2);
    }
}
