using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// The hits of a partition that no bucket has saved, in log order and by stream. Keeps the encoded hits up to a size; of older ones it knows only where
/// they stand. Guarded by its owner.
/// </summary>
internal sealed class UnsavedIndex(long tailBytes)
{
    private const int CompactAt = 1024, MostOverheadTimes = 4;

    private readonly Dictionary<BucketKey, StreamTail> _streams = [];
    private readonly List<HitRun> _order = [];
    private int _head, _done, _evictedTo;
    private long _stamp;

    /// <summary>Memory of the hits kept, without overhead.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Streams that have some.</summary>
    internal int Streams => _streams.Count;

    /// <summary>Whether so many runs are unsaved that even knowing of them takes too much memory.</summary>
    internal bool IsFlooded => (long)(_order.Count - _done) * HitRun.OverheadBytes > tailBytes * MostOverheadTimes;

    /// <summary>Adds a run behind all others.</summary>
    internal void Add(HitRun run)
    {
        if (!_streams.TryGetValue(run.Key, out StreamTail? tail)) _streams.Add(run.Key, tail = new StreamTail(run.Key));
        run.Tail = tail;
        tail.Add(run);
        _order.Add(run);
        Bytes += run.SizeBytes;
        while (Bytes > tailBytes && _evictedTo < _order.Count) Evict(_order[_evictedTo++]);
    }

    /// <summary>Forgets the hits of a stream up to an offset.</summary>
    internal void Save(BucketKey key, long through)
    {
        if (!_streams.TryGetValue(key, out StreamTail? tail)) return;
        while (tail.Oldest is { } run && run.Last <= through)
        {
            tail.RemoveOldest();
            Done(run);
        }

        if (tail.Count == 0) _streams.Remove(key);
        Compact();
    }

    /// <summary>Forgets a run that nothing can be read of any more.</summary>
    internal void Drop(HitRun run)
    {
        if (run.IsDone || run.Tail is not { } tail) return;
        tail.Remove(run);
        Done(run);
        if (tail.Count == 0) _streams.Remove(run.Key);
        Compact();
    }

    /// <summary>Offset of the first hit that is not saved.</summary>
    /// <param name="end">The answer when all are.</param>
    internal long FirstUnsaved(long end) => Oldest()?.First ?? end;

    /// <summary>The oldest run that has hits at or behind an offset; null when there is none.</summary>
    internal HitRun? OldestFrom(long offset)
    {
        for (int i = IndexOf(offset); i < _order.Count; i++)
        {
            if (!_order[i].IsDone) return _order[i];
        }

        return null;
    }

    /// <summary>What stands at an offset and behind it, by stream in the order of each stream's first hit.</summary>
    /// <param name="from">The offset.</param>
    /// <param name="maxBytes">About how much of it; at least one frame.</param>
    /// <param name="next">Where the rest starts; the end when there is no rest.</param>
    /// <param name="rest">When the first of the rest was stored; null when there is no rest.</param>
    internal List<RunSelection> Select(long from, long maxBytes, ref long next, out long? rest)
    {
        var selections = new List<RunSelection>();
        rest = null;
        long bytes = 0, frame = -1;
        _stamp++;
        for (int i = IndexOf(from); i < _order.Count; i++)
        {
            HitRun run = _order[i];
            if (run.IsDone) continue;
            if (bytes >= maxBytes && selections.Count > 0 && run.FrameOffset != frame)
            {
                next = run.FrameOffset;
                rest = run.AtMs;
                break;
            }

            frame = run.FrameOffset;
            bytes += run.SizeBytes;
            SelectionOf(run, selections).Runs.Add((run, run.Bytes));
        }

        return selections;
    }

    /// <summary>The hits of a stream behind an offset; null when there are none.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="after">The offset.</param>
    /// <param name="maxBytes">About how much of them; at least one run.</param>
    /// <param name="next">Where the rest starts; unchanged when there is no rest.</param>
    internal RunSelection? SelectStream(BucketKey key, long after, long maxBytes, ref long next)
    {
        if (!_streams.TryGetValue(key, out StreamTail? tail)) return null;
        ReadOnlySpan<HitRun> runs = tail.Behind(after);
        if (runs.IsEmpty) return null;
        var selection = new RunSelection(tail, tail.Before(runs[0])?.Last ?? HitBundle.NothingBefore);
        long bytes = 0;
        foreach (HitRun run in runs)
        {
            if (bytes >= maxBytes && selection.Runs.Count > 0)
            {
                next = run.First;
                break;
            }

            bytes += run.SizeBytes;
            selection.Runs.Add((run, run.Bytes));
        }

        return selection;
    }

    /// <summary>Streams whose oldest unsaved hits were stored before an instant, with the offset of their last hit.</summary>
    internal List<(string Name, long Last)> Overdue(long beforeMs, int most)
    {
        var overdue = new List<(string, long)>();
        _stamp++;
        for (int i = _head; i < _order.Count && overdue.Count < most; i++)
        {
            HitRun run = _order[i];
            if (run.IsDone) continue;
            if (run.AtMs >= beforeMs) break;
            if (run.Tail!.Selected.Stamp == _stamp) continue;
            run.Tail.Selected = (_stamp, 0);
            overdue.Add((run.Tail.Name, run.Tail.Latest.Last));
        }

        return overdue;
    }

    private HitRun? Oldest()
    {
        while (_head < _order.Count && _order[_head].IsDone) _head++;
        return _head < _order.Count ? _order[_head] : null;
    }

    private RunSelection SelectionOf(HitRun run, List<RunSelection> selections)
    {
        StreamTail tail = run.Tail!;
        if (tail.Selected.Stamp == _stamp) return selections[tail.Selected.Slot];
        tail.Selected = (_stamp, selections.Count);
        var selection = new RunSelection(tail, tail.Before(run)?.Last ?? HitBundle.NothingBefore);
        selections.Add(selection);
        return selection;
    }

    private int IndexOf(long offset)
    {
        Oldest();
        int low = _head, high = _order.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_order[middle].First >= offset) high = middle;
            else low = middle + 1;
        }

        // A run that starts before may reach behind; in a frame of several buckets more than one does.
        while (low > _head && _order[low - 1].Last >= offset) low--;
        return low;
    }

    private void Done(HitRun run)
    {
        Evict(run);
        run.IsDone = true;
        _done++;
    }

    private void Evict(HitRun run)
    {
        if (run.Bytes is null || run.IsDone) return;
        Bytes -= run.SizeBytes;
        run.Bytes = null;
    }

    private void Compact()
    {
        if (_done < CompactAt || _done * 2 < _order.Count) return;
        int evicted = 0;
        for (int i = 0; i < _evictedTo; i++) evicted += _order[i].IsDone ? 0 : 1;
        _order.RemoveAll(static run => run.IsDone);
        (_evictedTo, _head, _done) = (evicted, 0, 0);
    }
}
