using GaOrleans.Engine.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GaOrleans.Http.Api;

/// <summary>Maps endpoints together with their description and the scope that they need.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder routes, ApiGate gate)
{
    /// <summary>Maps an endpoint that needs a key.</summary>
    public void Map(string method, string pattern, RouteInfo info, Func<ApiCall, Task> handler)
    {
        if (info.Scope == KeyScopes.None) throw new ArgumentException($"cannot map {pattern}: it names no scope; use MapOpen for what everyone may call", nameof(info));
        Add(method, pattern, info, http => gate.PassAsync(http, info.Scope, handler));
    }

    /// <summary>Maps an endpoint that everyone may call; where <paramref name="headToo"/>, its headers alone can be asked for as well.</summary>
    public void MapOpen(string method, string pattern, RouteInfo info, RequestDelegate handler, bool headToo = false) => Add(method, pattern, info, handler, headToo);

    private void Add(string method, string pattern, RouteInfo info, RequestDelegate handler, bool headToo = false) =>
        routes.MapMethods(pattern, headToo ? [method, HttpMethods.Head] : [method], handler).WithMetadata(info).WithDisplayName($"{method} {pattern}");
}
