using System.Collections.Concurrent;

namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>What test consumers were delivered, shared by the silos of a test cluster: outlasts any of them.</summary>
public sealed class BundleLedger
{
    private readonly ConcurrentDictionary<string, List<long>> _streams = new();

    /// <summary>Bundles that told of hits before them which had not come.</summary>
    public int Missed;

    /// <summary>Hits that came again.</summary>
    public int Repeated;

    /// <summary>While it is set, consumers fail.</summary>
    public volatile bool Broken;

    /// <summary>Notes a hit, unless one at or behind its offset was noted already.</summary>
    public void Apply(string stream, long offset)
    {
        List<long> hits = _streams.GetOrAdd(stream, _ => []);
        lock (hits)
        {
            if (hits.Count > 0 && hits[^1] >= offset) Interlocked.Increment(ref Repeated);
            else hits.Add(offset);
        }
    }

    /// <summary>Offset of the last hit of a stream; -1 for none.</summary>
    public long Watermark(string stream)
    {
        List<long> hits = _streams.GetOrAdd(stream, _ => []);
        lock (hits) return hits.Count > 0 ? hits[^1] : -1;
    }

    /// <summary>The offsets of a stream.</summary>
    public long[] Of(string stream)
    {
        List<long> hits = _streams.GetOrAdd(stream, _ => []);
        lock (hits) return [.. hits];
    }
}
