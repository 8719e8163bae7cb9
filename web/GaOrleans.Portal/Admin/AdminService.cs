using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Quotas;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Portal.Admin;

/// <summary>Puts the pages of staff into the portal.</summary>
internal static class AdminService
{
    /// <summary>Registers services.</summary>
    public static void AddPortalAdmin(this IServiceCollection services)
    {
        services.TryAddSingleton<IServiceHealth, NoHealth>();
        services.TryAddSingleton<MerchantPlans>();
        services.TryAddSingleton<SiteQuota>();
        services.TryAddSingleton<HitQuotas>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<OpenPages>());
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<OpenPages>());
        services.AddSingleton<SiteUse>();
        services.AddScoped<MerchantDesk>();
        services.AddScoped<SiteDesk>();
        services.AddScoped<UserDesk>();
        services.AddScoped<SettingsDesk>();
    }

    /// <summary>Maps what is no page.</summary>
    public static void MapPortalAdmin(this IEndpointRouteBuilder routes) => AuditCsv.Map(routes);
}
