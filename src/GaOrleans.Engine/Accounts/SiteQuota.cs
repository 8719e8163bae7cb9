using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Accounts;

/// <summary>How many sites merchants may have: as their plan says, else as the settings of the service say.</summary>
public sealed class SiteQuota(IConfigurationStore configuration, MerchantPlans plans, ServiceSettings settings)
{
    /// <summary>Whether a merchant has as many sites as it may. Two who add one at the same moment may both be let through.</summary>
    public async ValueTask<bool> IsFullAsync(int merchantId, CancellationToken ct)
    {
        int? most = (await plans.OfAsync(merchantId, ct)).Sites ?? (await settings.GetAsync(ct)).DefaultSites;
        return configuration.SitesOf(merchantId).Count >= most;
    }
}
