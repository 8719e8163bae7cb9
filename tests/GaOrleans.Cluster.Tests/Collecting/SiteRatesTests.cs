using GaOrleans.Cluster.Collecting;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Tests.Collecting;

public sealed class SiteRatesTests
{
    private const long Hour = 1_800_000_000 / 3600 * 3600;
    private readonly SiteRates _rates = new(new GaClusterOptions { ShardHitsPerSecond = 100, MostShards = 8 });

    [Fact]
    public void QuietSites_StayInOneBucket_HoweverManyThereAre()
    {
        for (int second = 0; second < 20; second++)
        {
            for (int site = 1; site <= 10_000; site++) Assert.Equal(1, Shards(site, second));
        }
    }

    [Theory]
    [InlineData(90, 1)]
    [InlineData(150, 2)]
    [InlineData(350, 4)]
    [InlineData(5_000, 8)]
    public void BusySite_GetsAsManyShardsAsItNeeds_WithinSeconds(int hitsPerSecond, int shards)
    {
        Assert.Equal(shards, Send(1, hitsPerSecond, fromSecond: 0, seconds: 15));
        Assert.Equal(1, Shards(2, 15));
    }

    [Fact]
    public void Shards_OnlyGrow_WithinAnHour()
    {
        int before = 1;
        var random = new Random(1);
        for (int second = 0; second < 3600; second += 5)
        {
            int now = Send(1, random.Next(1, 500), second, 5);
            Assert.True(now >= before && int.IsPow2(now));
            before = now;
        }
    }

    [Fact]
    public void Shards_AreFewerInTheNextHour_WhenTheRushIsOver_AndNotWhenItMerelyWavers()
    {
        Assert.Equal(8, Send(1, 1_000, 3_500, 50));
        Assert.Equal(8, Send(1, 500, 3_550, 60));
        Send(1, 40, 7_000, 190);
        Assert.Equal(1, Send(1, 40, 7_201, 1));
        Assert.Equal(8, _rates.ShardsFor(Site(1), Hour + 3600, (Hour + 7_205) * 1000));
    }

    [Fact]
    public void HitsOfOtherHours_NeitherCountNorSplit()
    {
        for (int i = 0; i < 10_000; i++) Assert.Equal(1, _rates.ShardsFor(Site(1), Hour - (3600 * (i % 50)) - 3600, Hour * 1000));
        Assert.Equal(0, _rates.BusySites);
    }

    [Fact]
    public void Configured_IsTheLeast()
    {
        Assert.Equal(5, _rates.ShardsFor(Site(1) with { Shards = 5 }, Hour, Hour * 1000));
    }

    [Fact]
    public void MemoryIsBounded_AlsoWhenAllSitesAreBusy()
    {
        for (int site = 1; site <= 20_000; site++)
        {
            for (int i = 0; i < 30; i++) Shards(site, site / 100);
        }

        Assert.InRange(_rates.BusySites, 1, 4096);
    }

    private static Site Site(int id) => new(id, 1, "example.com", "Etc/UTC", "EUR", 0);

    private int Shards(int site, int second) => _rates.ShardsFor(Site(site), Hour + (second / 3600 * 3600), (Hour + second) * 1000);

    private int Send(int site, int hitsPerSecond, int fromSecond, int seconds)
    {
        int shards = 1;
        for (int second = fromSecond; second < fromSecond + seconds; second++)
        {
            for (int i = 0; i < hitsPerSecond; i++) shards = Shards(site, second);
        }

        return shards;
    }
}
