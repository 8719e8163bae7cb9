using BenchmarkDotNet.Attributes;
using GaOrleans.Core.Hits;

namespace GaOrleans.Benchmarks.Core;

/// <summary>Encoding and decoding a hit; the figures are per hit.</summary>
[BenchmarkCategory("codec")]
[MemoryDiagnoser]
public class HitCodecBenchmark
{
    private const int Hits = 10_000;
    private readonly byte[] _buffer = new byte[4096];
    private byte[][] _encoded = [];

    [GlobalSetup]
    public void Setup() => _encoded = RealisticHits.Make(Hits);

    [Benchmark(OperationsPerInvoke = Hits, Baseline = true)]
    public long Decode()
    {
        long sum = 0;
        foreach (byte[] bytes in _encoded)
        {
            HitCodec.TryRead(bytes, out HitFields hit);
            sum += hit.TimeMs;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Hits)]
    public long DecodeAndEncode()
    {
        long sum = 0;
        foreach (byte[] bytes in _encoded)
        {
            HitCodec.TryRead(bytes, out HitFields hit);
            sum += HitCodec.Write(hit, _buffer);
        }

        return sum;
    }
}
