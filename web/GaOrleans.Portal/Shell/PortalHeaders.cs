using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Shell;

/// <summary>What browsers may do with pages of the portal: nothing from another host, no script of a page's own text.</summary>
internal static class PortalHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' {0}; form-action 'self'; base-uri 'self'; frame-ancestors {1}";

    /// <summary>Sets them before the endpoint runs, in place of those of the API.</summary>
    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        bool embeddable = http.GetEndpoint()?.Metadata.GetMetadata<EmbeddableAttribute>() is not null;
        IReadOnlyList<string> framers = embeddable ? http.RequestServices.GetRequiredService<IFrameRules>().OriginsOf(http) : [];
        IHeaderDictionary headers = http.Response.Headers;
        // Of this host alone: what else a domain serves is not ours to say. Nobody means it of the machine one works at.
        if (http.Request.IsHttps && http.Request.Host.Host != "localhost") headers.StrictTransportSecurity = "max-age=31536000";
        headers.XContentTypeOptions = "nosniff";
        // Browsers of some age do not count ws: of the same host as 'self'.
        string sockets = $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host.ToUriComponent()}";
        headers.ContentSecurityPolicy = string.Format(null, Policy, sockets, framers.Count > 0 ? string.Join(' ', framers) : "'none'");
        if (framers.Count > 0) headers.Remove("X-Frame-Options");
        else headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    }
}
