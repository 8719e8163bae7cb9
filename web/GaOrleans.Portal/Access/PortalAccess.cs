using System.Security.Claims;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Access;

/// <summary>
/// Decides who may what, anew for every page and every action: the session only says who somebody is, never what that person may do.
/// Null always means: answer as if it did not exist. While staff look around as a merchant, that merchant is all there is for them, read-only,
/// whatever else they are members of. One instance belongs to a request or a circuit.
/// </summary>
public sealed class PortalAccess
{
    private readonly IServiceProvider _services;
    private readonly CircuitScope _scope;
    private readonly IHttpContextAccessor _http;
    private readonly Sessions _sessions;
    private readonly AccountStore _accounts;
    private readonly IConfigurationStore _configuration;
    private readonly ViewAs _views;

    internal PortalAccess(IServiceProvider services)
    {
        _services = services;
        _scope = services.GetRequiredService<CircuitScope>();
        _http = services.GetRequiredService<IHttpContextAccessor>();
        _sessions = services.GetRequiredService<Sessions>();
        _accounts = services.GetRequiredService<AccountStore>();
        _configuration = services.GetRequiredService<IConfigurationStore>();
        _views = services.GetRequiredService<ViewAs>();
    }

    /// <summary>Who asks; null when nobody has signed in, or the session is over.</summary>
    public async ValueTask<Caller?> CallerAsync(CancellationToken ct = default)
    {
        ClaimsPrincipal principal = await PrincipalAsync();
        if (await _sessions.UserOfAsync(principal, ct) is not { } user) return null;
        bool second = user.TwoFactorEnabled && Sessions.HasSecondFactor(principal);
        ViewedMerchant? viewing = user.IsStaff && second ? await _views.OfAsync(user.Id, ct) : null;
        return new Caller(user, second, Sessions.AddressOf(principal), viewing);
    }

    /// <summary>A site, when the caller has the right at it.</summary>
    /// <param name="domain">Its domain, as in the address of a page.</param>
    /// <param name="right">The least right.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<SiteAccess?> SiteAsync(string? domain, Right right, CancellationToken ct = default)
    {
        if (string.IsNullOrEmpty(domain) || _configuration.FindSite(domain) is not { } site) return null;
        return await MerchantAsync(site.MerchantId, right, ct) is { } access ? new SiteAccess(site, access.Merchant, access.Right, access.Caller) : null;
    }

    /// <summary>A merchant, when the caller has the right at it.</summary>
    public async ValueTask<MerchantAccess?> MerchantAsync(int merchantId, Right right, CancellationToken ct = default)
    {
        if (await CallerAsync(ct) is not { } caller || _configuration.FindMerchant(merchantId) is not { } merchant) return null;
        return await RightAsync(caller, merchantId, ct) is { } held && held >= right ? new MerchantAccess(merchant, held, caller) : null;
    }

    /// <summary>The caller, when it is staff who signed in with a second factor.</summary>
    public async ValueTask<Caller?> StaffAsync(CancellationToken ct = default) => await CallerAsync(ct) is { IsStaff: true } caller ? caller : null;

    /// <summary>The merchants that the caller reaches, with the right at each, by name.</summary>
    public async ValueTask<IReadOnlyList<MerchantAccess>> MerchantsAsync(CancellationToken ct = default)
    {
        if (await CallerAsync(ct) is not { } caller) return [];
        if (caller.Viewing is { } viewed)
        {
            return _configuration.FindMerchant(viewed.MerchantId) is { } seen ? [new MerchantAccess(seen, Right.View, caller)] : [];
        }

        var reached = new List<MerchantAccess>();
        foreach (Membership membership in await _accounts.MembershipsOfAsync(caller.User.Id, ct))
        {
            if (_configuration.FindMerchant(membership.MerchantId) is { } merchant) reached.Add(new MerchantAccess(merchant, (Right)membership.Role, caller));
        }

        return [.. reached.OrderBy(access => access.Merchant.Name, StringComparer.OrdinalIgnoreCase).ThenBy(access => access.Merchant.Id)];
    }

    /// <summary>The sites that the caller reaches, by domain.</summary>
    public async ValueTask<IReadOnlyList<ReachableSite>> SitesAsync(CancellationToken ct = default)
    {
        IReadOnlyList<MerchantAccess> merchants = await MerchantsAsync(ct);
        return [.. merchants
            .SelectMany(access => _configuration.SitesOf(access.Merchant.Id).Select(site => new ReachableSite(site, access.Merchant, access.Right)))
            .OrderBy(reachable => reachable.Site.Domain, StringComparer.Ordinal)];
    }

    private async ValueTask<Right?> RightAsync(Caller caller, int merchantId, CancellationToken ct)
    {
        if (caller.Viewing is { } viewed) return viewed.MerchantId == merchantId ? Right.View : null;
        return await _accounts.RoleOfAsync(caller.User.Id, merchantId, ct) is { } role ? (Right)role : null;
    }

    private async ValueTask<ClaimsPrincipal> PrincipalAsync()
    {
        if (_scope.IsCircuit) return (await _services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User;
        return _http.HttpContext?.User ?? new ClaimsPrincipal();
    }
}
