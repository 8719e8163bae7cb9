using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Buckets;

/// <summary>For each log partition the offset of the last hit applied. A struct; the first partition, mostly the only one, needs no array.</summary>
internal struct Watermarks
{
    private long _firstOffset;
    private int _firstPartition;
    private bool _any;
    private LogPosition[]? _more;

    /// <summary>Memory held outside, in bytes.</summary>
    public readonly long MemoryBytes => _more is null ? 0 : 24 + (_more.Length * 16L);

    /// <summary>The watermark of a partition; -1 when nothing of it was applied.</summary>
    public readonly long Of(int partition)
    {
        if (_any && _firstPartition == partition) return _firstOffset;
        if (_more is null) return -1;
        foreach (LogPosition position in _more)
        {
            if (position.Partition == partition) return position.Offset;
        }

        return -1;
    }

    /// <summary>Sets the watermark of a position's partition.</summary>
    public void Set(LogPosition position)
    {
        if (!_any || _firstPartition == position.Partition)
        {
            _any = true;
            _firstPartition = position.Partition;
            _firstOffset = position.Offset;
            return;
        }

        LogPosition[] more = _more ?? [];
        int at = 0;
        while (at < more.Length && more[at].Partition != position.Partition) at++;
        if (at == more.Length) Array.Resize(ref more, at + 1);
        more[at] = position;
        _more = more;
    }

    /// <summary>All watermarks by partition.</summary>
    public readonly LogPosition[] ToArray()
    {
        if (!_any) return [];
        LogPosition[] all = [new(_firstPartition, _firstOffset), .. _more ?? []];
        Array.Sort(all, static (left, right) => left.Partition.CompareTo(right.Partition));
        return all;
    }
}
