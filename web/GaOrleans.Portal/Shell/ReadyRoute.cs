using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GaOrleans.Portal.Shell;

/// <summary>
/// Says whether pages can be shown, to one that lost its circuit and wants to load anew. Who has signed in is looked up as for a page, so users within reach are
/// part of the answer; that hits can be stored is not, since pages do not need it.
/// </summary>
internal static class ReadyRoute
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_portal/ready", http =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }).WithMetadata(new AllowAnonymousAttribute());
}
