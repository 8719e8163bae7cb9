using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Tests.EndToEnd;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Storage;
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

    private static Task SealedAsync(LocalCluster cluster, long hour) => Eventually.HoldsAsync(
        async () => (await cluster.Grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(new BucketKey(1, hour, 0))).ListAsync(hour, hour + 1)).All(bucket => bucket.SealedVersion > 0),
        "the hour is sealed");

    private static async Task<SinkAnswer> SendAsync(LocalCluster cluster, int silo, params Hit[] hits) => await cluster.Sink(silo).AcceptAsync(HitFrames.Of(hits), hits.Length, default);

    private static Hit Hit(long hour, ulong id) => new() { Site = 1, Hour = hour, TimeMs = hour * 1000, Visitor = id, EventId = id, Hostname = "example.com" };
}
