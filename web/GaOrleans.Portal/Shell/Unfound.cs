using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Shell;

/// <summary>
/// Shows people a page that says so when an address does not exist, or leads to what they may not see; the status is 404 for both. Programs get what they got
/// before: a route for everything would take the API's own refusals from it.
/// </summary>
internal static class Unfound
{
    private static readonly string[] ApiFolders = ["/api", "/v1", "/openapi", "/healthz", "/metrics", "/_portal", "/_blazor"];

    /// <summary>Leads requests that no endpoint takes to the page.</summary>
    public static Task RouteAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not null || !IsAskedByPerson(http.Request) || PageOf(http) is not { } page) return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        Show(http, page);
        return next(http);
    }

    /// <summary>Shows the page after a page of the portal has said that there is nothing.</summary>
    public static async Task ShowAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        HttpResponse response = http.Response;
        bool isBare = response.StatusCode == StatusCodes.Status404NotFound && !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);
        if (!isBare || !IsAskedByPerson(http.Request) || PageOf(http) is not { RequestDelegate: { } draw } page) return;
        IServiceProvider before = http.RequestServices;
        // What draws pages is made once for each scope.
        await using AsyncServiceScope scope = before.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        Show(http, page);
        try
        {
            await draw(http);
        }
        finally
        {
            http.RequestServices = before;
        }
    }

    private static void Show(HttpContext http, Endpoint page)
    {
        // By this Blazor knows that a page is drawn for a status that was set before, and draws it.
        http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPathBase = http.Request.PathBase,
            OriginalPath = http.Request.Path,
            OriginalQueryString = http.Request.QueryString.Value,
            Endpoint = http.GetEndpoint(),
            RouteValues = http.Request.RouteValues,
        });
        http.Request.RouteValues = [];
        http.SetEndpoint(page);
    }

    private static bool IsAskedByPerson(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)) return false;
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
