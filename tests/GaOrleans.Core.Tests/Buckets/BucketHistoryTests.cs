using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

/// <summary>Random histories with duplicates, coinciding times and reordering, against <see cref="BucketOracle"/>.</summary>
public class BucketHistoryTests
{
    private static readonly BucketKey Key = new(7, RandomHits.Hour, 0);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void View_EqualsOracle_ForAnyHistory(int seed)
    {
        List<Hit> hits = RandomHits.Make(seed, 5 + (seed * 23), visitors: 1 + (seed % 9), eventIds: seed % 4 * 20);
        Bucket bucket = BucketBuilding.Build(hits);
        List<string> expected = BucketOracle.Rows(hits);

        Assert.Equal(expected, BucketOracle.Rows(BucketView.Of(bucket, new SiteSymbols(), BucketLimits.Default)));
        Assert.Equal(expected.Count, bucket.Rows);
        Assert.Equal(hits.Count - expected.Count, bucket.DuplicateCount);
        Assert.Equal(hits.Count, bucket.Version);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SealedBytes_AreTheSame_ForAnyOrderAndAnyPointsOfStoring(int seed)
    {
        List<Hit> hits = RandomHits.Make(seed, 3 + (seed * 17), visitors: 1 + (seed % 7), eventIds: seed % 5 * 15);
        byte[] expected = BucketCodec.WriteSealed(BucketBuilding.Build(hits));

        for (int variant = 0; variant < 4; variant++)
        {
            var random = new Random((seed * 100) + variant);
            var bucket = new Bucket(Key, BucketLimits.Default);
            long offset = 0;
            foreach (Hit hit in RandomHits.Shuffled(hits, random.Next()))
            {
                bucket.Apply(HitBytes.Fields(hit), new LogPosition(0, offset++));
                if (random.Next(25) == 0) bucket = Stored(bucket, random.Next(2) == 0);
            }

            Assert.Equal(expected, BucketCodec.WriteSealed(bucket));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void StoredView_EqualsOracle_ForBothForms(int seed)
    {
        List<Hit> hits = RandomHits.Make(seed, 2 + (seed * 31), visitors: 1 + (seed % 30), eventIds: seed % 3 * 30);
        Bucket bucket = BucketBuilding.Build(hits);
        foreach (byte[] bytes in new[] { BucketCodec.WriteOpen(bucket), BucketCodec.WriteSealed(bucket) })
        {
            Assert.True(BucketCodec.TryOpenView(bytes, Key, new SiteSymbols(), BucketLimits.Default, out BucketView? view));
            Assert.Equal(BucketOracle.Rows(hits), BucketOracle.Rows(view!));
            Assert.True(BucketCodec.Verify(bytes, Key));
        }
    }

    [Fact]
    public void Bucket_ForgetsNothing_WhenLargeAndWithIdsThatStartLate()
    {
        List<Hit> hits = [.. RandomHits.Make(1, 600, visitors: 300, eventIds: 0), .. RandomHits.Make(2, 1500, visitors: 300, eventIds: 900)];

        Assert.Equal(BucketOracle.Rows(hits), BucketOracle.Rows(BucketBuilding.View(hits)));
    }

    private static Bucket Stored(Bucket bucket, bool isSealed)
    {
        byte[] bytes = isSealed ? BucketCodec.WriteSealed(bucket) : BucketCodec.WriteOpen(bucket);
        Assert.True(BucketCodec.TryReadBucket(bytes, Key, BucketLimits.Default, out Bucket? restored));
        restored!.RestoreWatermarks(bucket.Watermarks);
        Assert.Equal(bucket.DuplicateCount, restored.DuplicateCount);
        return restored;
    }
}
