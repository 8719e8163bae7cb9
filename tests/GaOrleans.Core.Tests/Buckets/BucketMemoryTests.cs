using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class BucketMemoryTests
{
    [Fact]
    public void SmallBucket_TakesAboutAKilobyte_AllObjectsCounted()
    {
        byte[][] hits = [.. SmallBucket.Hits.Select(HitBytes.Of)];
        Bucket[] buckets = new Bucket[2000];
        Fill(buckets, hits, 0, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(buckets, hits, 10, buckets.Length);
        double each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(buckets.Length - 10);

        Assert.InRange(each, 600, 1100);
        Assert.InRange(buckets[^1].MemoryBytes, each * 0.9, each * 1.1);
    }

    [Fact]
    public void SmallBucket_Takes200To300BytesStored_InBothForms()
    {
        Bucket bucket = BucketBuilding.Build(SmallBucket.Hits);

        Assert.InRange(BucketCodec.WriteOpen(bucket).Length, 150, 300);
        Assert.InRange(BucketCodec.WriteSealed(bucket).Length, 150, 300);
    }

    [Fact]
    public void Apply_AllocatesNoMoreThanTheRowsThemselves()
    {
        byte[][] hits = [.. RandomHits.Make(3, 20_000, visitors: 4000, eventIds: 0).Select(HitBytes.Of)];
        Apply(hits, rounds: 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Bucket bucket = Apply(hits, rounds: 10);
        double each = (GC.GetAllocatedBytesForCurrentThread() - before) / 200_000.0;

        // 36 bytes of cells, 4 to 16 of sparse columns and their doubling; nothing that does not stay.
        Assert.Equal(200_000, bucket.Rows);
        Assert.InRange(each, 36, 64);
    }

    private static Bucket Apply(byte[][] hits, int rounds)
    {
        var bucket = new Bucket(new BucketKey(7, RandomHits.Hour, 0), BucketLimits.Default);
        for (int i = 0; i < hits.Length * rounds; i++)
        {
            HitCodec.TryRead(hits[i % hits.Length], out HitFields fields);
            bucket.Apply(fields, new LogPosition(0, i));
        }

        return bucket;
    }

    private static void Fill(Bucket[] buckets, byte[][] hits, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            buckets[i] = new Bucket(SmallBucket.Key, BucketLimits.Default);
            for (int hit = 0; hit < hits.Length; hit++)
            {
                HitCodec.TryRead(hits[hit], out HitFields fields);
                buckets[i].Apply(fields, new LogPosition(0, hit));
            }
        }
    }
}
