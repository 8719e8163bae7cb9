
namespace GaOrleans.Cluster.Streams;

/// <summary>The batches of one stream in the cache, numbered in their order, and the cursors on them.</summary>
internal sealed class CachedStream(StreamId id, LogQueueCache cache)
{
    private readonly List<LogCacheCursor> _cursors = new(1);
    private readonly Queue<CachedBatch> _batches = new(1);
    private CachedBatch? _newest;

    /// <summary>The stream.</summary>
    internal StreamId Id => id;

    /// <summary>Number of the oldest batch.</summary>
    internal long Start { get; private set; }

    /// <summary>Number after the newest.</summary>
    internal long End => Start + _batches.Count;

    /// <summary>Memory of the batches.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Whether it has cursors.</summary>
    internal bool HasCursors => _cursors.Count > 0;

    /// <summary>The newest batch; null when there is none.</summary>
    internal CachedBatch? Newest => _batches.Count > 0 ? _newest : null;

    /// <summary>Whether a consumer is being delivered the newest batch.</summary>
    internal bool IsNewestTaken
    {
        get
        {
            foreach (LogCacheCursor cursor in _cursors)
            {
                if (cursor.IsOn && cursor.Number == End - 1) return true;
            }

            return false;
        }
    }

    /// <summary>The batch of a number.</summary>
    internal CachedBatch this[long number]
    {
        get
        {
            long at = Start;
            foreach (CachedBatch batch in _batches)
            {
                if (at++ == number) return batch;
            }

            throw new ArgumentOutOfRangeException(nameof(number), number, "there is no batch of that number");
        }
    }

    /// <summary>Adds a batch behind the others.</summary>
    internal void Add(CachedBatch batch)
    {
        _batches.Enqueue(batch);
        _newest = batch;
        Bytes += batch.SizeBytes;
    }

    /// <summary>Number of the oldest batch that reaches an offset or lies behind it.</summary>
    internal long NumberOf(long offset)
    {
        long number = Start;
        foreach (CachedBatch batch in _batches)
        {
            if (batch.Last >= offset) break;
            number++;
        }

        return number;
    }

    /// <summary>Puts a cursor on the stream.</summary>
    internal void Add(LogCacheCursor cursor) => _cursors.Add(cursor);

    /// <summary>Takes a cursor away.</summary>
    internal void Remove(LogCacheCursor cursor)
    {
        if (_cursors.Remove(cursor)) Trim();
    }

    /// <summary>Lets go of what every cursor has passed.</summary>
    internal void Trim()
    {
        long passed = End;
        foreach (LogCacheCursor cursor in _cursors) passed = Math.Min(passed, cursor.Number);
        while (Start < passed)
        {
            CachedBatch batch = _batches.Dequeue();
            Start++;
            Bytes -= batch.SizeBytes;
            cache.Done(batch);
        }

        if (_batches.Count == 0 && _cursors.Count == 0) cache.Remove(this);
    }
}
