namespace GaOrleans.Embedded.Workers;

/// <summary>Work for one worker, in order. Its size is bounded by those who hand in: the sink admits only so many frames at a time.</summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _signal = new(initialState: false);
    private Queue<IWork> _waiting = new(256);
    private Queue<IWork> _taken = new(256);
    private bool _sleeping, _closed;

    /// <summary>Whether the next work can be had without a look at what others have added; for the worker only.</summary>
    internal bool HasTaken => _taken.Count > 0;

    /// <summary>Adds work behind all other; work added after <see cref="Close"/> is abandoned.</summary>
    internal void Add(IWork work)
    {
        bool wake, closed;
        lock (_lock)
        {
            closed = _closed;
            if (!closed) _waiting.Enqueue(work);
            wake = _sleeping;
            _sleeping = false;
        }

        if (closed) work.Abandon();
        else if (wake) _signal.Set();
    }

    /// <summary>Takes the next work; for the worker only.</summary>
    /// <param name="waitMs">How long to wait for it; 0 does not wait.</param>
    /// <param name="work">The work.</param>
    /// <returns>False when there is none.</returns>
    internal bool TryTake(int waitMs, out IWork? work)
    {
        if (_taken.TryDequeue(out work)) return true;
        if (!TrySwap(sleep: waitMs > 0) && (waitMs == 0 || !_signal.WaitOne(waitMs) || !TrySwap(sleep: false))) return false;
        return _taken.TryDequeue(out work);
    }

    /// <summary>Refuses further work and abandons what waits.</summary>
    internal void Close()
    {
        lock (_lock) _closed = true;
        while (TryTake(0, out IWork? work)) work!.Abandon();
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private bool TrySwap(bool sleep)
    {
        lock (_lock)
        {
            (_waiting, _taken) = (_taken, _waiting);
            _sleeping = sleep && _taken.Count == 0;
            return _taken.Count > 0;
        }
    }
}
