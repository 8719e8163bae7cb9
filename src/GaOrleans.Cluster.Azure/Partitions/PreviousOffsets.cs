namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>
/// Remembers for each stream of a partition the hit delivered last, so that a bucket can tell whether it missed something. Knows only what it has seen
/// in one go: after a jump of the partition's reader it forgets everything. For one reader.
/// </summary>
/// <param name="mostStreams">Streams remembered at most; beyond it everything is forgotten, which costs each bucket one question.</param>
internal sealed class PreviousOffsets(int mostStreams = 500_000)
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private long _sequence = long.MinValue;

    /// <summary>Notes an event of hits.</summary>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="key">Its stream.</param>
    /// <param name="last">Offset of its last hit.</param>
    /// <returns>Offset of the stream's hit before it, or <see cref="Streams.HitBundle.UnknownBefore"/>.</returns>
    public long Note(long sequence, string key, long last)
    {
        Follow(sequence);
        if (_last.Count >= mostStreams) _last.Clear();
        long before = _last.GetValueOrDefault(key, Streams.HitBundle.UnknownBefore);
        _last[key] = last;
        return before;
    }

    /// <summary>Notes an event that no bucket gets.</summary>
    public void Follow(long sequence)
    {
        if (sequence != _sequence + 1) _last.Clear();
        _sequence = sequence;
    }
}
