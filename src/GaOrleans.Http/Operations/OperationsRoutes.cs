using System.Text;
using GaOrleans.Engine.Operations;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Operations;

/// <summary>Health, metrics and the page at the root. They need no key and tell nothing about merchants: a proxy in front decides who sees them.</summary>
internal static class OperationsRoutes
{
    private const string Tag = "Operations";
    private const string Text = "text/plain; charset=utf-8";

    private const string Landing = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>GaOrleans</title></head>
        <body><h1>GaOrleans</h1>
        <p>A web analytics service. Hits are posted to <code>/api/event</code> and <code>/v1/events</code>, reports are asked of <code>/api/v2/query</code>.</p>
        <ul>
        <li><a href="/openapi/v1.json">All interfaces, as OpenAPI</a></li>
        <li><a href="/ga.js">The tracker</a></li>
        <li><a href="/healthz/ready">Is it ready?</a></li>
        <li><a href="/metrics">Metrics</a></li>
        </ul></body></html>
        """;

    /// <summary>Maps the page at the root.</summary>
    public static void MapLanding(ApiRoutes routes) =>
        routes.MapOpen("GET", "/", new RouteInfo(Tag, "Says what this is.", Answer: "200 and HTML"), http => WriteAsync(http, StatusCodes.Status200OK, "text/html; charset=utf-8", Landing), headToo: true);

    /// <summary>Maps health and metrics.</summary>
    public static void Map(ApiRoutes routes, IReadiness readiness, IReadOnlyList<IMetricSource> sources)
    {
        routes.MapOpen("GET", "/healthz/live", new RouteInfo(Tag, "Says that the process answers.", Answer: "200 live"), http => WriteAsync(http, StatusCodes.Status200OK, Text, "live"), headToo: true);
        routes.MapOpen("GET", "/healthz/ready", new RouteInfo(Tag, "Says whether it takes hits and answers reports.", Answer: "200 ready, or 503 and why not"), http => ReadyAsync(http, readiness), headToo: true);
        routes.MapOpen("GET", "/metrics", new RouteInfo(Tag, "Figures in the text format of Prometheus.", Answer: "200 and text"), http => MetricsAsync(http, sources), headToo: true);
    }

    private static Task ReadyAsync(HttpContext http, IReadiness readiness) => readiness.NotReadyBecause is { } reason
        ? WriteAsync(http, StatusCodes.Status503ServiceUnavailable, Text, $"not ready: {reason}")
        : WriteAsync(http, StatusCodes.Status200OK, Text, "ready");

    private static Task MetricsAsync(HttpContext http, IReadOnlyList<IMetricSource> sources)
    {
        var metrics = new MetricsWriter();
        foreach (IMetricSource source in sources) source.Write(metrics);
        return WriteAsync(http, StatusCodes.Status200OK, "text/plain; version=0.0.4; charset=utf-8", metrics.ToString());
    }

    private static Task WriteAsync(HttpContext http, int status, string contentType, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }
}
