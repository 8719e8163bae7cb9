using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GaOrleans.Portal.Assets;

/// <summary>Serves scripts and styles: for ever to whoever asks with the right fingerprint, checked each time to others.</summary>
internal static class AssetRoutes
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string Checked = "no-cache";
    private const string ForAnHour = "public, max-age=3600";

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes, PortalAssets assets)
    {
        routes.MapMethods($"{PortalAssets.Folder}/{{fingerprint}}/{{name}}", [HttpMethods.Get, HttpMethods.Head], http => ServeAsync(http, assets));
        routes.MapMethods(PortalAssets.FrameScript, [HttpMethods.Get, HttpMethods.Head], http => WriteForOthersAsync(http, assets.Find("frame.js")!));
        routes.MapMethods("/favicon.ico", [HttpMethods.Get, HttpMethods.Head], http => WriteAsync(http, assets.Find("favicon.svg")!, Checked));
    }

    // While a cluster is renewed silo by silo, a page of one silo may ask another for its scripts: it gets what there is, but keeps it not.
    private static Task ServeAsync(HttpContext http, PortalAssets assets)
    {
        if (assets.Find((string)http.Request.RouteValues["name"]!) is not { } asset)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        bool isThis = asset.Fingerprint == (string)http.Request.RouteValues["fingerprint"]!;
        return WriteAsync(http, asset, isThis ? Forever : Checked);
    }

    private static Task WriteForOthersAsync(HttpContext http, PortalAsset asset)
    {
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return WriteAsync(http, asset, ForAnHour);
    }

    private static async Task WriteAsync(HttpContext http, PortalAsset asset, string caching)
    {
        HttpResponse response = http.Response;
        string tag = $"\"{asset.Fingerprint}\"";
        response.Headers.CacheControl = caching;
        response.Headers.ETag = tag;
        response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        (byte[] bytes, string? encoding) = asset.For(http.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = asset.ContentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
