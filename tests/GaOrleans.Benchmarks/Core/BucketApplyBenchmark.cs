using BenchmarkDotNet.Attributes;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Benchmarks.Core;

/// <summary>Decoding a hit and applying it to its bucket; the figures are per hit. A bucket takes 20,000 hits, which is a busy site's hour.</summary>
[BenchmarkCategory("apply")]
[MemoryDiagnoser]
public class BucketApplyBenchmark
{
    private const int Hits = 20_000;
    private byte[][] _encoded = [];

    [GlobalSetup]
    public void Setup() => _encoded = RealisticHits.Make(Hits);

    [Benchmark(OperationsPerInvoke = Hits, Baseline = true)]
    public int Apply()
    {
        var bucket = new Bucket(new BucketKey(RealisticHits.Site, RealisticHits.Hour, 0), BucketLimits.Default);
        for (int i = 0; i < _encoded.Length; i++)
        {
            HitCodec.TryRead(_encoded[i], out HitFields hit);
            bucket.Apply(hit, new LogPosition(0, i));
        }

        return bucket.Rows;
    }
}
