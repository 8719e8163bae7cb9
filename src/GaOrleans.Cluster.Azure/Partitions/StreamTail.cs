using GaOrleans.Cluster.Streams;

namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>The unsaved hits of one stream, in order.</summary>
/// <param name="sinceMs">When the first came.</param>
internal sealed class StreamTail(long sinceMs)
{
    private const int HitOverheadBytes = 48;

    private readonly List<(long Offset, byte[] Encoded, long StoredMs)> _hits = [];

    /// <summary>When the first came, or when its bucket was last asked to save.</summary>
    public long SinceMs { get; set; } = sinceMs;

    /// <summary>Number of hits.</summary>
    public int Count => _hits.Count;

    /// <summary>The event of the first.</summary>
    public long FirstSequence => EventOffsets.SequenceOf(_hits[0].Offset);

    /// <summary>When the first was stored, milliseconds since 1970 UTC.</summary>
    public long FirstStoredMs => _hits[0].StoredMs;

    /// <summary>Offset of the last.</summary>
    public long Last => _hits[^1].Offset;

    /// <summary>Adds the hits of an event that count.</summary>
    /// <returns>Bytes of memory that they take.</returns>
    public long Add(in LogEvent added)
    {
        var bundle = new HitBundleBuilder();
        if (EventHits.AddTo(added.Sequence, added.Body, after: -1, bundle) < 0) return 0;
        long bytes = 0;
        HitBundle.TryOpen(bundle.Finish(HitBundle.UnknownBefore), out HitBundleReader reader);
        while (reader.TryNext(out ReadOnlySpan<byte> encoded))
        {
            _hits.Add((reader.Offset, encoded.ToArray(), added.StoredMs));
            bytes += encoded.Length + HitOverheadBytes;
        }

        return bytes;
    }

    /// <summary>Adds the hits behind an offset to a bundle.</summary>
    /// <returns>Offset of the first; -1, as <paramref name="last"/>, when there is none.</returns>
    public long AddTo(HitBundleBuilder bundle, long after, int mostBytes, out long last)
    {
        long first = last = -1;
        foreach ((long offset, byte[] encoded, long _) in _hits)
        {
            if (offset <= after) continue;
            if (bundle.SizeBytes >= mostBytes) break;
            if (first < 0) first = offset;
            bundle.Add(offset, encoded);
            last = offset;
        }

        return first;
    }

    /// <summary>Offset of the first hit behind an offset; -1 when there is none.</summary>
    public long FirstAfter(long offset)
    {
        foreach ((long at, byte[] _, long _) in _hits)
        {
            if (at > offset) return at;
        }

        return -1;
    }

    /// <summary>Takes out the hits up to an offset.</summary>
    /// <returns>Bytes of memory that they took.</returns>
    public long DropThrough(long through)
    {
        int count = 0;
        long bytes = 0;
        while (count < _hits.Count && _hits[count].Offset <= through) bytes += _hits[count++].Encoded.Length + HitOverheadBytes;
        _hits.RemoveRange(0, count);
        return bytes;
    }
}
