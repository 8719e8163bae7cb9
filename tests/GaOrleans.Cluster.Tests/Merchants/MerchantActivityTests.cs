using GaOrleans.Cluster.Merchants;

namespace GaOrleans.Cluster.Tests.Merchants;

public sealed class MerchantActivityTests
{
    [Fact]
    public void Activity_TellsTheLastHitAndTheRowsOfEachSite()
    {
        var activity = new MerchantActivity(100);
        activity.Hear(new BucketChange(2, 7200, 0, 5, 30, 9_000));
        activity.Hear(new BucketChange(1, 3600, 0, 1, 10, 4_000));
        activity.Hear(new BucketChange(2, 3600, 0, 2, 20, 5_000));
        activity.Hear(new BucketChange(2, 7200, 0, 6, 31, 9_500));

        SiteActivity[] sites = activity.Snapshot();

        Assert.Equal([(1, 102L, 4_000L), (2, 104L, 9_500L)], sites.Select(site => (site.Site, site.Version, site.LastHitMs)));
        Assert.Equal([new HourActivity(7200, 0, 31), new HourActivity(3600, 0, 20)], sites[1].Hours);
    }

    [Fact]
    public void Activity_IsBounded_AndForgetsTheOldest()
    {
        var activity = new MerchantActivity(0);
        for (int site = 1; site <= 2 * MerchantActivity.MostSites; site++) activity.Hear(new BucketChange(site, 3600, 0, 1, 1, 1));
        for (int hour = 0; hour < 2 * MerchantActivity.MostBuckets; hour++) activity.Hear(new BucketChange(300, hour * 3600L, 0, 1, hour, 1));

        SiteActivity[] sites = activity.Snapshot();

        Assert.Equal(MerchantActivity.MostSites, sites.Length);
        Assert.Equal(MerchantActivity.MostSites + 1, sites[0].Site);
        SiteActivity busy = Assert.Single(sites, site => site.Site == 300);
        Assert.Equal(MerchantActivity.MostBuckets, busy.Hours.Length);
        Assert.Equal((2 * MerchantActivity.MostBuckets) - 1, busy.Hours[0].Rows);
    }
}
