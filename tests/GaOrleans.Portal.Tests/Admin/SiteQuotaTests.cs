using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Admin;

/// <summary>How many sites merchants may have.</summary>
public sealed class SiteQuotaTests
{
    [Fact]
    public async Task Quota_IsThatOfThePlan_ElseThatOfTheService()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        var quota = host.Get<SiteQuota>();
        Assert.False(await quota.IsFullAsync(site.MerchantId, CancellationToken.None));
        Assert.NotNull(await host.Get<ServiceSettings>().PutAsync(new ServiceValues { DefaultSites = 1 }, CancellationToken.None));
        Assert.True(await quota.IsFullAsync(site.MerchantId, CancellationToken.None));
        Assert.NotNull(await host.Get<MerchantPlans>().PutAsync(site.MerchantId, new MerchantPlan { Sites = 2 }, CancellationToken.None));
        Assert.False(await quota.IsFullAsync(site.MerchantId, CancellationToken.None));
    }
}
