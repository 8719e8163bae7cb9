using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace GaOrleans.Portal.Shell;

/// <summary>
/// Leads people who ask for an address that does not exist to a page that says so. Programs get what they got before; a route for everything would take
/// the API's own refusals from it.
/// </summary>
internal static class Unfound
{
    private static readonly string[] ApiFolders = ["/api", "/v1", "/openapi", "/healthz", "/metrics", "/_portal", "/_blazor"];

    /// <summary>Puts the page in place of a missing endpoint.</summary>
    public static Task RouteAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is null && IsAskedByPerson(http.Request) && PageOf(http) is { } page)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.SetEndpoint(page);
        }

        return next(http);
    }

    private static bool IsAskedByPerson(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method)) return false;
        StringValues accept = request.Headers.Accept;
        if (!accept.ToString().Contains("text/html", StringComparison.Ordinal)) return false;
        foreach (string folder in ApiFolders)
        {
            if (request.Path.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    private static Endpoint? PageOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .FirstOrDefault(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(NotFoundPage));
}
