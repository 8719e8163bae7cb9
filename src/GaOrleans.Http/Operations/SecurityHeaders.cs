using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Operations;

/// <summary>Headers that keep browsers from doing more with an answer than was meant.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Sets them before the endpoint runs, so that an endpoint may set its own instead.</summary>
    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        return next(http);
    }
}
