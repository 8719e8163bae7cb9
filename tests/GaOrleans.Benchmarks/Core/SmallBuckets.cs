using System.Globalization;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Benchmarks.Core;

/// <summary>What a million live buckets of five hits each, of two visits, take in memory.</summary>
internal static class SmallBuckets
{
    private const int Buckets = 1_000_000, HitsEach = 5;

    public static void Run()
    {
        byte[][][] hits = [.. Enumerable.Range(1, 2_000).Select(RealisticHits.MakeSmall)];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var buckets = new Bucket[Buckets];
        for (int i = 0; i < Buckets; i++)
        {
            buckets[i] = new Bucket(new BucketKey(RealisticHits.Site, RealisticHits.Hour, 0), BucketLimits.Default);
            for (int hit = 0; hit < HitsEach; hit++)
            {
                HitCodec.TryRead(hits[i % hits.Length][hit], out HitFields fields);
                buckets[i].Apply(fields, new LogPosition(0, hit));
            }
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Buckets:N0} live buckets of {HitsEach} hits: {(after - before) / 1e6:N0} MB, {(double)(after - before) / Buckets:N0} bytes each"));
        GC.KeepAlive(buckets);
    }
}
