using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Quotas;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Who is told that the hits of a month run out.</summary>
public sealed class QuotaBannerTests
{
    private const string Banner = "data-hits";

    [Fact]
    public async Task Owners_AreTold_FromFourFifthsOn_AndEverybody_WhenHitsAreRefused()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        await host.AddMemberAsync("ann@shop.example", site, MerchantRole.Owner);
        await host.AddMemberAsync("bob@shop.example", site, MerchantRole.Viewer);
        Assert.NotNull(await host.Get<MerchantPlans>().PutAsync(site.MerchantId, new MerchantPlan { MonthlyHits = 10 }, CancellationToken.None));
        using TestBrowser owner = await host.SignedInAsync("ann@shop.example"), viewer = await host.SignedInAsync("bob@shop.example");
        MerchantHits hits = host.Get<HitQuotas>().Of(site.MerchantId);
        foreach ((int more, string? toOwner, string? toViewer) in new (int, string?, string?)[] { (7, null, null), (1, "has sent 8 of its 10 hits", null), (2, "has used up its 10 hits", "has used up its 10 hits") })
        {
            hits.Add(more);
            foreach ((TestBrowser browser, string? told) in new[] { (owner, toOwner), (viewer, toViewer) })
            {
                foreach (string path in new[] { "/sites/shop.example", "/sites" })
                {
                    string page = await browser.TextAsync(path);
                    Assert.Equal(told is not null, page.Contains(Banner, StringComparison.Ordinal));
                    if (told is not null) Assert.Contains(told, page, StringComparison.Ordinal);
                }
            }
        }
    }
}
