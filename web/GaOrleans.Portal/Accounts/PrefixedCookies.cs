using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Gives cookies the prefix <c>__Host-</c> wherever they are secure: browsers then keep neighbouring hosts from setting them. Without https they go
/// without, since browsers would not take them. https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis section 4.1.3.2
/// </summary>
internal sealed class PrefixedCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, Fitting(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), Fitting(context, options));

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    private static CookieOptions Fitting(HttpContext context, CookieOptions cookie) => new(cookie) { Secure = context.Request.IsHttps, Domain = null, Path = "/" };
}
