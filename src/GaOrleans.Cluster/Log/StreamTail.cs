using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Log;

/// <summary>The runs of one stream that no bucket has saved, in log order.</summary>
internal sealed class StreamTail(BucketKey key)
{
    private readonly List<HitRun> _runs = new(1);
    private string? _name;
    private int _head;

    /// <summary>The stream's key.</summary>
    internal string Name => _name ??= BucketNames.Of(key);

    /// <summary>The bucket.</summary>
    internal BucketKey Key => key;

    /// <summary>Number of runs.</summary>
    internal int Count => _runs.Count - _head;

    /// <summary>The latest run.</summary>
    internal HitRun Latest => _runs[^1];

    /// <summary>The selection that it is part of, and its place there; see <see cref="UnsavedIndex"/>.</summary>
    internal (long Stamp, int Slot) Selected { get; set; }

    /// <summary>Adds a run behind the others.</summary>
    internal void Add(HitRun run) => _runs.Add(run);

    /// <summary>The oldest run; null when there is none.</summary>
    internal HitRun? Oldest => _head < _runs.Count ? _runs[_head] : null;

    /// <summary>Forgets the oldest run.</summary>
    internal void RemoveOldest()
    {
        _runs[_head++] = null!;
        if (_head < 64 || _head * 2 < _runs.Count) return;
        _runs.RemoveRange(0, _head);
        _head = 0;
    }

    /// <summary>Forgets a run.</summary>
    internal void Remove(HitRun run)
    {
        if (ReferenceEquals(run, Oldest)) RemoveOldest();
        else _runs.Remove(run);
    }

    /// <summary>The run before one that is there; null when that is the oldest.</summary>
    internal HitRun? Before(HitRun run)
    {
        int at = FirstBehind(run.First - 1);
        return at > _head ? _runs[at - 1] : null;
    }

    /// <summary>The runs that have hits behind an offset.</summary>
    internal ReadOnlySpan<HitRun> Behind(long after)
    {
        int at = FirstBehind(after);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_runs)[at..];
    }

    private int FirstBehind(long after)
    {
        int low = _head, high = _runs.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_runs[middle].Last > after) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
