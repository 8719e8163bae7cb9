using System.Globalization;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Admin;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Accounts;

/// <summary>What plain forms on pages are posted to: signing out, and looking around as a merchant. Each form carries the token against forgery.</summary>
internal static class AccountRoutes
{
    /// <summary>Where signing out is posted to.</summary>
    public const string SignOut = "/account/sign-out";

    /// <summary>Where looking around as a merchant is begun, with <c>merchantId</c> and <c>reason</c>.</summary>
    public const string ViewAs = "/account/view-as";

    /// <summary>Where it is ended.</summary>
    public const string StopViewAs = "/account/view-as/stop";

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        Form(routes, SignOut, SignOutAsync).NeedsSignIn();
        Form(routes, ViewAs, StartAsync).NeedsStaff();
        Form(routes, StopViewAs, StopAsync).NeedsSignIn();
    }

    private static IEndpointConventionBuilder Form(IEndpointRouteBuilder routes, string path, RequestDelegate handle)
    {
        RequestDelegate guarded = http =>
        {
            if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }) return handle(http);
            return RefuseAsync(http, "The form is too old, or was not sent by a page of this service. Go back, load the page again and repeat what you did.");
        };
        return routes.MapPost(path, guarded).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task SignOutAsync(HttpContext http)
    {
        var caller = http.Features.GetRequiredFeature<Caller>();
        await http.RequestServices.GetRequiredService<ViewAs>().StopAsync(caller, http.RequestAborted);
        await http.RequestServices.GetRequiredService<Sessions>().SignOutAsync(http, caller.User);
        http.Response.Redirect("/signin");
    }

    private static async Task StartAsync(HttpContext http)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        var caller = http.Features.GetRequiredFeature<Caller>();
        string reason = form["reason"].ToString().Trim();
        if (Desk.ProblemOf(reason) is { } problem)
        {
            await RefuseAsync(http, problem);
            return;
        }

        bool named = int.TryParse(form["merchantId"], NumberStyles.None, CultureInfo.InvariantCulture, out int merchant);
        if (named && await http.RequestServices.GetRequiredService<ViewAs>().StartAsync(caller, merchant, reason, http.RequestAborted) is not null) http.Response.Redirect("/sites");
        else http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static Task RefuseAsync(HttpContext http, string problem)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(problem);
    }

    private static async Task StopAsync(HttpContext http)
    {
        var caller = http.Features.GetRequiredFeature<Caller>();
        await http.RequestServices.GetRequiredService<ViewAs>().StopAsync(caller, http.RequestAborted);
        http.Response.Redirect(caller.Viewing is { } viewed ? $"/admin/merchants/{viewed.MerchantId.ToString(CultureInfo.InvariantCulture)}" : "/");
    }
}
