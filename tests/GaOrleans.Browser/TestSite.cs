using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Browser;

/// <summary>A small web site that carries the tracker, and a collector that records, on one loopback port.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestSite(WebApplication app) => _app = app;

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>What the collector got.</summary>
    public Recorder Recorder { get; } = new();

    /// <summary>What the collector answers to the next event.</summary>
    public Func<JsonElement, int> Answer { get; set; } = _ => StatusCodes.Status202Accepted;

    /// <summary>The attributes of the script element of all pages.</summary>
    public string Script { get; set; } = "src=\"/ga.js\" data-domain=\"shop.example\" data-local";

    /// <summary>The Content-Security-Policy of all pages; none by default.</summary>
    public string? Policy { get; set; }

    /// <summary>Preflight requests seen; the tracker must not cause any.</summary>
    public int Preflights { get; private set; }

    /// <summary>The address of a path, by default on the loopback address, which browsers trust like https.</summary>
    public string At(string path, string host = "127.0.0.1") => $"http://{host}:{Port}{path}";

    /// <summary>Starts a site on a free port, or on the port of one that was stopped.</summary>
    public static async Task<TestSite> Start(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        var site = new TestSite(builder.Build());
        site._app.MapGet("/ga.js", () => Results.File(Path.Combine(AppContext.BaseDirectory, "ga.js"), "text/javascript"));
        site._app.MapMethods("/api/event", ["POST", "OPTIONS"], site.Collect);
        site._app.MapGet("/{**path}", site.Page);
        await site._app.StartAsync();
        var addresses = site._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        site.Port = new Uri(addresses.Addresses.First()).Port;
        return site;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Keep-alive connections of the browser are not waited for.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task Collect(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            Preflights++;
            return;
        }
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var copy = body.RootElement.Clone();
        http.Response.StatusCode = Answer(copy);
        await http.Response.CompleteAsync();
        Recorder.Add(new Posted(copy, http.Response.StatusCode, http.Request.Headers["Sec-Fetch-Mode"].ToString(), http.Request.Headers.Cookie.Count > 0));
    }

    private IResult Page(HttpContext http)
    {
        if (Policy is not null) http.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Content(
            $"""
            <!doctype html><html><head><title>Shop</title><script defer {Script}></script></head>
            <body>
            <a id="inner" href="/next">next</a>
            <a id="outbound" href="{At("/elsewhere?x=1", "other.example")}"><b id="nested">elsewhere</b></a>
            <a id="download" href="/files/Report.PDF?v=2" download>report</a>
            <a id="mail" href="mailto:a@shop.example">mail</a>
            <div style="height:8000px">long</div>
            </body></html>
            """,
            "text/html");
    }
}
