using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Sites;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Cluster.Tests.EndToEnd;

/// <summary>One site with 100,000 hits in a minute next to 10,000 that have one each.</summary>
public sealed class HotSiteTests
{
    private const int HotHits = 100_000, QuietSites = 10_000, HitsEach = 50, Senders = 16, Seconds = 60;
    private const int Hot = 1_000_000;

    [Fact]
    public async Task HotSite_IsSplitByItself_AndNothingIsLostBesideIt()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(2, options =>
        {
            options.ShardHitsPerSecond = 500;
            options.CheckpointMs = 5_000;
        });
        long nowMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        long hour = ZoneRules.Utc.HourStart(nowMs / 1000);
        var rates = new SiteRates(cluster.Options);
        byte[][] hot = [.. Enumerable.Range(0, HotHits / HitsEach).Select(frame => HotFrame(frame, hour, rates))];
        await Parallel.ForEachAsync(Enumerable.Range(0, hot.Length + QuietSites), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (at, ct) =>
        {
            // Mixed, so that both come at the same time.
            int mixed = (int)((long)at * 7919 % (hot.Length + QuietSites));
            bool isHot = mixed < hot.Length;
            byte[] frame = isHot ? hot[mixed] : HitFrames.Of([Make(1 + mixed - hot.Length, hour, shard: 0, visitor: 7, id: 1)]);
            await SendAsync(cluster, frame, isHot ? HitsEach : 1, at);
        });

        Assert.Equal(HotHits, await cluster.RowsAsync(Hot));
        IndexedBucket[] shards = await cluster.Grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(Hot, SiteMonth.Of(hour))).ListAsync(hour, hour + 1);
        Assert.True(shards.Length >= 2, $"the hot site has {shards.Length} shards");
        long quiet = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, QuietSites), new ParallelOptions { MaxDegreeOfParallelism = Senders },
            async (site, ct) => Interlocked.Add(ref quiet, await cluster.RowsAsync(site, silo: site)));
        Assert.Equal(QuietSites, quiet);
    }

    private static async Task SendAsync(LocalCluster cluster, byte[] frame, int hits, int at)
    {
        for (int tries = 0; (await cluster.Sink(at).AcceptAsync(frame, hits, CancellationToken.None)).Status != SinkStatus.Accepted; tries++)
        {
            Assert.True(tries < 200, "a frame was refused two hundred times");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    // The collector would have seen them spread over a minute.
    private static byte[] HotFrame(int frame, long hour, SiteRates rates)
    {
        long receivedMs = (hour * 1000) + ((long)frame * HitsEach * Seconds * 1000 / HotHits);
        var site = new Site(Hot, 1, "hot.example", "Etc/UTC", "EUR", 0);
        var hits = new List<Hit>(HitsEach);
        for (int i = 0; i < HitsEach; i++)
        {
            ulong visitor = (ulong)(((frame * HitsEach) + i) % 20_000) + 1;
            int shards = rates.ShardsFor(site, hour, receivedMs);
            hits.Add(Make(Hot, hour, (int)(visitor % (ulong)shards), visitor, id: 0));
        }

        return HitFrames.Of(hits);
    }

    private static Hit Make(int site, long hour, int shard, ulong visitor, ulong id) => new()
    {
        Site = site,
        Hour = hour,
        Shard = shard,
        TimeMs = (hour * 1000) + (long)(visitor % 3_600_000),
        Visitor = visitor,
        EventId = id,
        Name = "pageview",
        Page = "/",
        Hostname = "example.com",
    };
}
