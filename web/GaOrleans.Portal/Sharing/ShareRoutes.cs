using System.Globalization;
using GaOrleans.Engine.Collecting;
using GaOrleans.Portal.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Sharing;

/// <summary>
/// What the password of a shared link is posted to: <c>POST /share/{domain}/open</c> with the query of the page. It needs no token against forgery: all it does
/// is to let a browser see what it was given the password of, and in frames of other pages there would be no cookie to compare with.
/// </summary>
internal static class ShareRoutes
{
    /// <summary>Says in the address that the password was wrong.</summary>
    public const string Wrong = "wrong";

    /// <summary>Says in the address after how many seconds to try again.</summary>
    public const string Wait = "wait";

    /// <summary>Says in the address of a frame that the password was given just now: a browser that comes back without its ticket keeps none there.</summary>
    public const string Entered = "entered";

    /// <summary>The field of the form.</summary>
    public const string Field = "password";

    private const int MostFormBytes = 4096;

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(ShareAddress.Folder + "/{domain}/open", (RequestDelegate)OpenAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task OpenAsync(HttpContext http)
    {
        IServiceProvider services = http.RequestServices;
        var access = services.GetRequiredService<ShareAccess>();
        OpenedShare? share = await access.OpenAsync(http.Request.RouteValues["domain"] as string, http.Request.Query["auth"], ticket: null, http.RequestAborted);
        if (share is null || !http.Request.HasFormContentType || http.Request.ContentLength is null or > MostFormBytes)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        string? address = services.GetRequiredService<ClientAddressOf>()(http)?.ToString();
        string page = $"{ShareAddress.Folder}/{Uri.EscapeDataString(share.Site.Domain)}", query = Tidy(http.Request.Query).Value ?? "";
        if (await services.GetRequiredService<SignInRates>().TakeAsync(address, ShareAccess.CookieOf(share), http.RequestAborted) is { } seconds)
        {
            SeeOther(http, $"{page}/password{query}&{Wait}={seconds.ToString(CultureInfo.InvariantCulture)}");
            return;
        }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (access.Enter(share, form[Field]) is not { } ticket)
        {
            SeeOther(http, $"{page}/password{query}&{Wrong}=1");
            return;
        }

        http.Response.Cookies.Append(ShareAccess.CookieOf(share), ticket, CookieFor(http, share));
        SeeOther(http, ShareAddress.Read(query).IsEmbedded ? $"{page}{query}&{Entered}=1" : page + query);
    }

    // In a frame of another page browsers send back only cookies that say that they are meant for that, and these must be secure.
    private static CookieOptions CookieFor(HttpContext http, OpenedShare share)
    {
        bool framed = http.Request.IsHttps && share.Link.Origins.Count > 0;
        var cookie = new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = framed ? SameSiteMode.None : SameSiteMode.Lax,
            Path = ShareAddress.Folder,
            MaxAge = ShareAccess.TicketLife,
            IsEssential = true,
        };
        if (framed) cookie.Extensions.Add("Partitioned");
        return cookie;
    }

    // It starts with the secret, as the page was found by it.
    private static QueryString Tidy(IQueryCollection query) =>
        QueryString.Create(query.Where(pair => pair.Key is not (Wrong or Wait or Entered)).OrderBy(pair => pair.Key == "auth" ? 0 : 1));

    private static void SeeOther(HttpContext http, string to)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = to;
        http.Response.Headers.CacheControl = "no-store";
    }
}
