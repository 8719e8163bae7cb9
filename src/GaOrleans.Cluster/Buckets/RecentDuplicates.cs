namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// Remembers which of the hits applied last were duplicates, so that whoever sent them can be told; the oldest are forgotten. Takes no memory
/// before the first.
/// </summary>
internal sealed class RecentDuplicates
{
    /// <summary>How many are remembered.</summary>
    internal const int Most = 4096;

    private (int Partition, long Offset)[] _ring = [];
    private int _count, _next;

    /// <summary>Notes a duplicate; offsets of one partition grow.</summary>
    internal void Add(int partition, long offset)
    {
        if (_next == _ring.Length && _ring.Length < Most) Array.Resize(ref _ring, Math.Max(8, _ring.Length * 2));
        if (_next == _ring.Length) _next = 0;
        _ring[_next++] = (partition, offset);
        _count = Math.Min(_count + 1, _ring.Length);
    }

    /// <summary>How many remembered duplicates lie in a range.</summary>
    internal int In(in AppendedRange range)
    {
        int found = 0;
        foreach ((int partition, long offset) in _ring.AsSpan(0, _count))
        {
            if (partition == range.Partition && offset >= range.First && offset <= range.Last) found++;
        }

        return found;
    }
}
