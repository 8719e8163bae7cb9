using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>Two clusters that know nothing of each other work on one log and one storage: every bucket has two activations all the time.</summary>
public sealed class DuplicateActivationTests : IDisposable
{
    private static readonly BucketKey Key = new(5, 3600L * 700_000, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("gaorleans-duplicates-").FullName;

    [Fact]
    public async Task Hits_CountOnce_WhenTwoActivationsWriteOneState()
    {
        await using BucketCluster one = await BucketCluster.StartAsync(_folder);
        await using BucketCluster two = await BucketCluster.StartAsync(_folder, log: one.Log, storage: one.Storage);
        List<Hit> all = [];
        for (int i = 0; i < 12; i++)
        {
            List<Hit> hits = [.. Enumerable.Range(i * 20, 20).Select(n => TestHits.Make(n, (ulong)n + 1) with { Site = Key.Site, Hour = Key.Hour, TimeMs = (Key.Hour * 1000) + n })];
            all.AddRange(hits);
            AppendedRange range = one.Log.Append(hits);
            BucketCluster at = i % 3 == 0 ? two : one;
            await Eventually.HoldsAsync(() => IsDoneAsync(async () => (await at.Bucket(Key).AppliedAsync([range]))[0] >= 0), "the hits are applied");
            await Eventually.HoldsAsync(() => IsDoneAsync(async () => await at.Bucket(Key).CheckpointAsync(0, range.Last) >= range.Last), "the hits are saved");
        }

        foreach (BucketCluster cluster in (BucketCluster[])[one, two])
        {
            // The one that wrote first finds the conflict when it saves next.
            AppendedRange range = cluster.Log.Append(all[0]);
            await Eventually.HoldsAsync(() => IsDoneAsync(async () => await cluster.Bucket(Key).CheckpointAsync(0, range.Last) >= range.Last), "it has found the conflict");
        }

        all.Add(all[0]);
        all.Add(all[0]);
        byte[] expected = BucketCodec.WriteSealed(BucketBuilding.Build(all));
        BucketReading reading = await two.Bucket(Key).ReadAsync(-1);
        Assert.True(BucketCodec.TryReadBucket(reading.Bytes!, Key, BucketLimits.Default, out Bucket? bucket));
        Assert.Equal(expected, BucketCodec.WriteSealed(bucket!));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<bool> IsDoneAsync(Func<Task<bool>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or OrleansException)
        {
            return false;
        }
    }
}
