using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Rights of endpoints that are no pages, such as downloads. The right is checked before the endpoint runs, which finds what was granted among the
/// features of the request: <see cref="SiteAccess"/>, <see cref="MerchantAccess"/> or <see cref="Caller"/>.
/// </summary>
public static class AccessEndpoints
{
    private const string Domain = "domain", Merchant = "id";

    /// <summary>For those with a right at the site of the route value <c>domain</c>.</summary>
    public static T NeedsSite<T>(this T endpoint, Right right) where T : IEndpointConventionBuilder =>
        Guard(endpoint, new NeedsAttribute(right), (http, access) => SiteAsync(http, access, right));

    /// <summary>For those with a right at the merchant of the route value <c>id</c>.</summary>
    public static T NeedsMerchant<T>(this T endpoint, Right right) where T : IEndpointConventionBuilder =>
        Guard(endpoint, new NeedsAttribute(right), (http, access) => MerchantAsync(http, access, right));

    /// <summary>For staff with a second factor.</summary>
    public static T NeedsStaff<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        Guard(endpoint, new NeedsStaffAttribute(), async (http, access) => Grant(http, await access.StaffAsync(http.RequestAborted)));

    /// <summary>For everybody who has signed in.</summary>
    public static T NeedsSignIn<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        Guard(endpoint, new NeedsSignInAttribute(), async (http, access) => Grant(http, await access.CallerAsync(http.RequestAborted)));

    private static T Guard<T>(T endpoint, object need, Func<HttpContext, PortalAccess, ValueTask<bool>> isGranted) where T : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            builder.Metadata.Add(need);
            RequestDelegate inner = builder.RequestDelegate ?? throw new InvalidOperationException($"cannot guard {builder.DisplayName}: it handles nothing");
            builder.RequestDelegate = async http =>
            {
                if (await isGranted(http, http.RequestServices.GetRequiredService<PortalAccess>())) await inner(http);
                else http.Response.StatusCode = StatusCodes.Status404NotFound;
            };
        });
        return endpoint;
    }

    private static async ValueTask<bool> SiteAsync(HttpContext http, PortalAccess access, Right right) =>
        Grant(http, await access.SiteAsync(http.Request.RouteValues[Domain] as string, right, http.RequestAborted));

    private static async ValueTask<bool> MerchantAsync(HttpContext http, PortalAccess access, Right right) =>
        int.TryParse(http.Request.RouteValues[Merchant] as string, out int id) && Grant(http, await access.MerchantAsync(id, right, http.RequestAborted));

    private static bool Grant<TGranted>(HttpContext http, TGranted? granted) where TGranted : class
    {
        if (granted is null) return false;
        http.Features.Set(granted);
        return true;
    }
}
