using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Tests.Streams;

public sealed class LogStreamTests(LogCluster cluster) : IClassFixture<LogCluster>
{
    private const int FirstSite = 1_000;

    [Fact]
    public async Task Hits_ArriveOnceAndInOrder_WhenPublishedFromBothSilos()
    {
        const int sites = 20, rounds = 25;
        int repeated = cluster.Ledger.Repeated;
        var expected = new Dictionary<string, List<long>>();
        for (int round = 0; round < rounds; round++)
        {
            IReadOnlyList<AppendedRange>?[] answers = await Task.WhenAll(Enumerable.Range(0, sites).Select(site =>
                cluster.Publisher(round % 2).PublishAsync(LogCluster.Bucket(FirstSite + site), [LogCluster.Frame(FirstSite + site, 3), LogCluster.Frame(FirstSite + site)], CancellationToken.None).AsTask()));
            for (int site = 0; site < sites; site++) Expect(expected, BucketNames.Of(LogCluster.Bucket(FirstSite + site)), answers[site]!);
        }

        foreach ((string stream, List<long> offsets) in expected)
        {
            await Eventually.HoldsAsync(() => Task.FromResult(cluster.Ledger.Of(stream).Length >= offsets.Count), $"all of {stream}");
            Assert.Equal(offsets, cluster.Ledger.Of(stream));
        }

        Assert.Equal(repeated, cluster.Ledger.Repeated);
    }

    [Fact]
    public async Task DroppedHits_TakeOffsetsAndGoToNobody()
    {
        IReadOnlyList<AppendedRange>? ranges = await cluster.Publisher().PublishAsync(bucket: null, [LogCluster.Frame(2, 2, DropReason.Bot)], CancellationToken.None);
        AppendedRange range = Assert.Single(ranges!);
        ILogPartitionGrain partition = cluster.Cluster.Client.GetGrain<ILogPartitionGrain>(range.Partition);
        await Eventually.HoldsAsync(async () => (await partition.StatusAsync()).DeliveredTo >= range.First + 2, "the reader passes them");
        Assert.Empty(cluster.Ledger.Of(BucketNames.Of(LogCluster.Bucket(2))));
    }

    private static void Expect(Dictionary<string, List<long>> expected, string stream, IReadOnlyList<AppendedRange> ranges)
    {
        if (!expected.TryGetValue(stream, out List<long>? offsets)) expected.Add(stream, offsets = []);
        foreach (AppendedRange range in ranges)
        {
            for (long offset = range.First; offset <= range.Last; offset++) offsets.Add(offset);
        }
    }
}
