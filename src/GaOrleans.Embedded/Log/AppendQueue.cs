namespace GaOrleans.Embedded.Log;

/// <summary>
/// Frames that wait for the committer: many producers, one consumer that takes all at once. Bounded in frames and bytes; a full queue refuses.
/// </summary>
internal sealed class AppendQueue(int mostFrames, long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _signal = new(initialState: false);
    private List<PendingFrame> _waiting = new(256);
    private List<PendingFrame> _spare = new(256);
    private long _bytes;
    private bool _closed, _sleeping;

    /// <summary>Adds a frame.</summary>
    internal AppendAdmission TryAdd(PendingFrame frame)
    {
        bool wake;
        lock (_lock)
        {
            if (_closed) return AppendAdmission.Closed;
            if (_waiting.Count >= mostFrames || (_bytes + frame.Frame.Length > mostBytes && _waiting.Count > 0)) return AppendAdmission.Full;
            _waiting.Add(frame);
            _bytes += frame.Frame.Length;
            wake = _sleeping;
            _sleeping = false;
        }

        if (wake) _signal.Set();
        return AppendAdmission.Added;
    }

    /// <summary>Adds frames, all or none. More than the queue may hold are taken when it is empty.</summary>
    internal AppendAdmission TryAddAll(IReadOnlyList<PendingFrame> frames, long bytes)
    {
        bool wake;
        lock (_lock)
        {
            if (_closed) return AppendAdmission.Closed;
            if (_waiting.Count > 0 && (_waiting.Count + frames.Count > mostFrames || _bytes + bytes > mostBytes)) return AppendAdmission.Full;
            _waiting.AddRange(frames);
            _bytes += bytes;
            wake = _sleeping;
            _sleeping = false;
        }

        if (wake) _signal.Set();
        return AppendAdmission.Added;
    }

    /// <summary>Takes all that wait, in order. The list is valid until the next call.</summary>
    /// <param name="waitMs">How long to wait for the first; 0 does not wait.</param>
    /// <param name="closed">Whether the queue is closed: nothing will come after what is returned.</param>
    internal List<PendingFrame> TakeAll(int waitMs, out bool closed)
    {
        if (!TrySwap(sleep: waitMs > 0, out List<PendingFrame> taken, out closed) && waitMs > 0 && !closed)
        {
            _signal.WaitOne(waitMs);
            TrySwap(sleep: false, out taken, out closed);
        }

        return taken;
    }

    /// <summary>Refuses further frames; those waiting are still taken.</summary>
    internal void Close()
    {
        lock (_lock) _closed = true;
        _signal.Set();
    }

    private bool TrySwap(bool sleep, out List<PendingFrame> taken, out bool closed)
    {
        lock (_lock)
        {
            closed = _closed;
            taken = _waiting;
            _sleeping = sleep && taken.Count == 0;
            _spare.Clear();
            (_waiting, _spare) = (_spare, _waiting);
            _bytes = 0;
            return taken.Count > 0;
        }
    }
}
