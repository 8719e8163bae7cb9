using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Quotas;
using GaOrleans.Engine.Records;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Hosting;

/// <summary>Registers what stands on the records of the service.</summary>
public static class AccountsExtensions
{
    /// <summary>Registers <see cref="IRecordStore"/>, <see cref="AccountStore"/>, <see cref="AuditLog"/>, <see cref="ServiceSettings"/>, <see cref="MerchantPlans"/> and quotas, and keeps count of hits.</summary>
    /// <param name="services">Where; a <see cref="TimeProvider"/> is registered too.</param>
    /// <param name="records">The records; whoever made them ends them.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IRecordStore records)
    {
        services.AddSingleton(records);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<ServiceSettings>();
        services.AddSingleton<MerchantPlans>();
        services.AddSingleton<SiteQuota>();
        services.AddSingleton<HitQuotas>();
        services.AddHostedService<HitQuotaTurns>();
        return services;
    }
}
