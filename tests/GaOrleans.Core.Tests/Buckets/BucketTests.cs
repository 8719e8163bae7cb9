using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class BucketTests
{
    private static readonly BucketKey Key = new(7, RandomHits.Hour, 0);

    [Fact]
    public void Apply_SkipsWhatIsAtOrBelowTheWatermark_OfEachPartition()
    {
        var bucket = new Bucket(Key, BucketLimits.Default);
        Hit hit = At(1, 1);

        Assert.Equal(ApplyOutcome.Applied, bucket.Apply(HitBytes.Fields(hit), new LogPosition(0, 10)));
        Assert.Equal(ApplyOutcome.AlreadyApplied, bucket.Apply(HitBytes.Fields(hit), new LogPosition(0, 10)));
        Assert.Equal(ApplyOutcome.AlreadyApplied, bucket.Apply(HitBytes.Fields(hit), new LogPosition(0, 3)));
        Assert.Equal(ApplyOutcome.Applied, bucket.Apply(HitBytes.Fields(hit), new LogPosition(5, 3)));
        Assert.Equal(ApplyOutcome.Applied, bucket.Apply(HitBytes.Fields(hit), new LogPosition(2, 0)));
        Assert.Equal(ApplyOutcome.AlreadyApplied, bucket.Apply(HitBytes.Fields(hit), new LogPosition(5, 3)));
        Assert.Equal([new LogPosition(0, 10), new LogPosition(2, 0), new LogPosition(5, 3)], bucket.Watermarks);
        Assert.Equal(-1, bucket.WatermarkOf(1));
        Assert.Equal(3, bucket.Rows);
        Assert.Equal(0, bucket.DuplicateCount);
    }

    [Fact]
    public void Apply_KeepsTheSmallestOfOneEventId_WhateverComesFirst()
    {
        foreach (int[] order in new[] { new[] { 5, 9, 2 }, [2, 5, 9], [9, 5, 2] })
        {
            Bucket bucket = BucketBuilding.Build(order.Select(ms => At(1, ms) with { EventId = 4 }));

            Assert.Equal([2], BucketView.Of(bucket, new SiteSymbols(), BucketLimits.Default).TimesMs);
            Assert.Equal(2, bucket.DuplicateCount);
            Assert.Equal(3, bucket.Version);
        }
    }

    [Fact]
    public void Apply_CallsTheSecondOfOneEventIdADuplicate()
    {
        var bucket = new Bucket(Key, BucketLimits.Default);
        bucket.Apply(HitBytes.Fields(At(1, 1) with { EventId = 4 }), new LogPosition(0, 0));

        Assert.Equal(ApplyOutcome.Duplicate, bucket.Apply(HitBytes.Fields(At(1, 1) with { EventId = 4 }), new LogPosition(0, 1)));
        Assert.Equal(1, bucket.WatermarkOf(0));
    }

    [Fact]
    public void Apply_Throws_WhenTheHitBelongsElsewhere()
    {
        var bucket = new Bucket(Key, BucketLimits.Default);

        Assert.Throws<ArgumentException>(() => bucket.Apply(HitBytes.Fields(At(1, 1) with { Shard = 1 }), new LogPosition(0, 0)));
        Assert.Equal(-1, bucket.WatermarkOf(0));
    }

    [Fact]
    public void Apply_CodesNewValuesAsOther_BeyondTheHardLimit()
    {
        var limits = new BucketLimits { HardValues = 4 };
        List<Hit> hits = [.. Enumerable.Range(0, 10).Select(i => At(1, i) with { Page = "/" + i, Client = new ClientInfo(City: "c" + i) })];
        Bucket bucket = BucketBuilding.Build(hits, limits);
        BucketView view = BucketView.Of(bucket, new SiteSymbols(), BucketLimits.Default);

        Assert.Equal(12, bucket.ReplacedValues);
        Assert.Equal(["/0", "/1", "/2", "/3", "(other)", "(other)", "(other)", "(other)", "(other)", "(other)"],
            view.Codes(Column.Page).Select(code => System.Text.Encoding.UTF8.GetString(view.Symbols[Column.Page][code])));
        Assert.Equal("(other)", ClientSection.Read(view.Symbols[Column.Client][view.Codes(Column.Client)[9]]).City);
    }

    [Fact]
    public void Apply_BoundsTheBytesOfValues()
    {
        var limits = new BucketLimits { HardValueBytes = 2000 };
        Bucket bucket = BucketBuilding.Build(Enumerable.Range(0, 100).Select(i => At(1, i) with { Page = "/" + new string('x', 100) + i }), limits);

        Assert.InRange(bucket.ReplacedValues, 80, 90);
        Assert.InRange(bucket.MemoryBytes, 4000, 14_000);
    }

    private static Hit At(ulong visitor, int ms) => new() { Site = 7, Hour = RandomHits.Hour, TimeMs = (RandomHits.Hour * 1000) + ms, Visitor = visitor };
}
