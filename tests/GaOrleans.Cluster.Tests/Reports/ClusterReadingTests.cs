using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Tests.EndToEnd;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Configuration;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Cluster.Tests.Reports;

/// <summary>What one silo took in, another reads; with the real log, buckets and storage.</summary>
public sealed class ClusterReadingTests
{
    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task Hits_AreReadAtOnce_ByAnySilo_AndDuplicatesTold_AndReportsGetFresh()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        long hour = ZoneRules.Utc.HourStart(Now / 1000), sentAt = Now;
        var versions = new HashSet<long>();
        for (int i = 1; i <= 20; i++)
        {
            Assert.Equal(new SinkAnswer(SinkStatus.Accepted), await SendAsync(cluster, i, Hit(hour, (ulong)i)));
            Assert.Equal(i, await cluster.RowsAsync(1, i + 1));
            Assert.True(versions.Add(await cluster.Reader(0).VersionOfAsync(1, hour, hour + 3600, default)));
        }

        Assert.Equal(new SinkAnswer(SinkStatus.Accepted, 2), await SendAsync(cluster, 0, Hit(hour, 3), Hit(hour, 21), Hit(hour, 21), Hit(hour - 3600, 22)));
        Assert.Equal(22, await cluster.RowsAsync(1, 1));
        await Eventually.HoldsAsync(() => Task.FromResult(cluster.Reader(1).FreshToMs >= sentAt), "reports of the other silo are as fresh as the hits sent");
        Assert.True(cluster.Reader(1).FreshToMs <= Now);
    }

    [Fact]
    public async Task SealedHours_AreReadFromStorage_AndOpenedAgainByLateHits()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        long hour = ZoneRules.Utc.HourStart(Now / 1000) - (48 * 3600);
        await SendAsync(cluster, 0, Hit(hour, 1), Hit(hour, 2));
        await SealedAsync(cluster, hour);
        IBucketReader reader = cluster.Reader(1);
        long version = await reader.VersionOfAsync(1, hour, hour + 3600, default);
        Assert.Equal(2, await cluster.RowsAsync(1, 1));
        Assert.Equal(hour, await reader.FirstHourAsync(1, default));
        await SendAsync(cluster, 0, Hit(hour, 3), Hit(hour, 2));
        Assert.NotEqual(version, await reader.VersionOfAsync(1, hour, hour + 3600, default));
        Assert.Equal(3, await cluster.RowsAsync(1, 1));
        await SealedAsync(cluster, hour);
        Assert.Equal(3, await cluster.RowsAsync(1, 0));
    }

    [Fact]
    public async Task BusySite_IsSplitByEachCollectorByItself_AndReadAsOne()
    {
        const int Requests = 150, HitsEach = 20, Visitors = 97;
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        var site = new Site(1, 1, "example.com", "Etc/UTC", "EUR", 0);
        var options = new GaClusterOptions { ShardHitsPerSecond = 50, MostShards = 8 };
        SiteRates[] rates = [new(options), new(options)];
        long now = Now, hour = ZoneRules.Utc.HourStart(now / 1000);
        await Task.WhenAll(Enumerable.Range(0, Requests).Select(request => Task.Run(async () =>
        {
            int silo = request % 3 == 0 ? 1 : 0;
            Hit[] hits = [.. Enumerable.Range(0, HitsEach).Select(i => Busy(request, i, rates[silo].ShardsFor(site, hour, now)))];
            Assert.Equal(new SinkAnswer(SinkStatus.Accepted), await SendAsync(cluster, silo, hits));
        })));
        IReadOnlyList<BucketView> views = await cluster.Reader(1).ReadAsync(1, hour, hour + 3600, default);
        Assert.True(views.Count > 1, "the site has shards");
        Assert.Equal(Requests * HitsEach, views.Sum(view => view.RowCount));
        using InMemoryConfigurationStore configuration = new();
        using var reports = new ReportService(cluster.Reader(0), configuration, TimeProvider.System, new ReportLimits(), new CoreCalculator());
        byte[] query = System.Text.Encoding.UTF8.GetBytes($$"""{"metrics":["visitors","visits","pageviews"],"date_range":["{{DateTimeOffset.FromUnixTimeSeconds(hour):yyyy-MM-dd}}","{{DateTimeOffset.FromUnixTimeSeconds(hour):yyyy-MM-dd}}"]}""");
        ReportAnswer answer = await reports.AnswerAsync(site, query, default);
        Assert.Contains($"\"metrics\":[{Visitors},{Visitors},{Requests * HitsEach}]", System.Text.Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);

        Hit Busy(int request, int i, int shards)
        {
            ulong visitor = (ulong)(((request * HitsEach) + i) % Visitors);
            return Hit(hour, (ulong)((request * HitsEach) + i + 1)) with { Visitor = visitor, Shard = (int)(visitor % (ulong)shards) };
        }
    }

    private static Task SealedAsync(LocalCluster cluster, long hour) => Eventually.HoldsAsync(
        async () => (await cluster.Grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(new BucketKey(1, hour, 0))).ListAsync(hour, hour + 1)).All(bucket => bucket.SealedVersion > 0),
        "the hour is sealed");

    private static async Task<SinkAnswer> SendAsync(LocalCluster cluster, int silo, params Hit[] hits) => await cluster.Sink(silo).AcceptAsync(HitFrames.Of(hits), hits.Length, default);

    private static Hit Hit(long hour, ulong id) => new() { Site = 1, Hour = hour, TimeMs = hour * 1000, Visitor = id, EventId = id, Hostname = "example.com" };
}
