using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GaOrleans.Portal.Shell;

/// <summary>Keeps the choice of light or dark in a cookie, so that the server draws a page in it from the start.</summary>
internal static class ThemeRoutes
{
    /// <summary>The cookie's name; its values are auto, light and dark.</summary>
    public const string Cookie = "ga-theme";

    /// <summary>Where the choice is posted to. It changes nothing but a colour, so it needs no marker against forgery.</summary>
    public const string Path = "/_portal/theme";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path + "/{theme}", Keep);

    /// <summary>The choice that came with a request: for a shared page its address says it, else the cookie.</summary>
    public static string Of(HttpContext? http)
    {
        if (http?.Request.Path.StartsWithSegments(Sharing.ShareAddress.Folder, StringComparison.OrdinalIgnoreCase) == true && Sharing.ShareAddress.Read(http.Request.QueryString.Value ?? "").Theme is { } theme) return theme;
        return http?.Request.Cookies[Cookie] is "light" or "dark" ? http.Request.Cookies[Cookie]! : "auto";
    }

    private static void Keep(HttpContext http, string theme)
    {
        if (theme is not ("auto" or "light" or "dark"))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        http.Response.Cookies.Append(Cookie, theme, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true, Path = "/" });
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
