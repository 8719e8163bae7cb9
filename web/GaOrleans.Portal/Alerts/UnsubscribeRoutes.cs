using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Alerts;

/// <summary>
/// What the page for unsubscribing is posted to, by its button and by mail programs (RFC 8058). The link's token is all that is needed: there is no session that
/// somebody else's page could make use of, so there is no token against forgery.
/// </summary>
internal static class UnsubscribeRoutes
{
    /// <summary>The address, with the token as <c>t</c>.</summary>
    public const string Path = "/notices/unsubscribe";

    /// <summary>The field of the form that says what to do.</summary>
    public const string Field = "do";

    /// <summary>Its value for subscribing again.</summary>
    public const string Again = "again";

    private const string OneClick = "List-Unsubscribe";
    private const int MostFormBytes = 4096;

    /// <summary>Maps it, before the page of the same address.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, PostAsync).AllowAnonymous().DisableAntiforgery().WithOrder(-1);

    private static async Task PostAsync(HttpContext http)
    {
        string token = http.Request.Query["t"].ToString();
        if (http.RequestServices.GetRequiredService<UnsubscribeTokens>().Read(token) is not { } subscription)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync("This link is not valid.", http.RequestAborted);
            return;
        }

        IFormCollection form = http.Request.HasFormContentType && http.Request.ContentLength is null or <= MostFormBytes
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : FormCollection.Empty;
        var unsubscribes = http.RequestServices.GetRequiredService<Unsubscribes>();
        // What is no longer there is sent to nobody; nothing is kept of it.
        var configuration = http.RequestServices.GetRequiredService<IConfigurationStore>();
        if (configuration.DocumentsOf(subscription.SiteId, subscription.Kind).All(document => document.Id != subscription.DocumentId))
        {
            await http.Response.WriteAsync("It is no longer sent.", http.RequestAborted);
            return;
        }

        if (form[Field] == Again) await unsubscribes.RemoveAsync(subscription, http.RequestAborted);
        else await unsubscribes.AddAsync(subscription, http.RequestAborted);
        // Mail programs follow no redirect.
        if (form.ContainsKey(OneClick)) await http.Response.WriteAsync("Unsubscribed.", http.RequestAborted);
        else http.Response.Redirect($"{Path}?t={Uri.EscapeDataString(token)}");
    }
}
