using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Collecting;

/// <summary>
/// Lets the frames of some buckets wait for others of their bucket. One loop sweeps what has gathered, so a bucket costs no timer.
/// Safe for concurrent use.
/// </summary>
internal sealed class Gatherer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BucketKey, BucketGate> _gates = [];
    private readonly SemaphoreSlim _woken = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _wait;
    private readonly int _mostFrames;
    private readonly TimeProvider _time;
    private readonly Action<GatheredFrames> _send;
    private readonly Task _loop;
    private List<BucketGate> _due = [], _swept = [];

    /// <summary>Starts to gather.</summary>
    /// <param name="gatherMs">How long frames wait, in milliseconds; 0 not at all.</param>
    /// <param name="mostFrames">Frames of one bucket that may be unanswered.</param>
    /// <param name="send">Sends frames off; must not throw, and calls <see cref="Leave"/> when they are answered.</param>
    /// <param name="time">The clock.</param>
    internal Gatherer(int gatherMs, int mostFrames, Action<GatheredFrames> send, TimeProvider time)
    {
        _wait = TimeSpan.FromMilliseconds(gatherMs);
        _mostFrames = mostFrames;
        _send = send;
        _time = time;
        _loop = gatherMs == 0 ? Task.CompletedTask : Task.Run(SweepAsync);
    }

    /// <summary>Adds a frame, or the part of one.</summary>
    /// <param name="bucket">Its bucket; null when all its hits count nowhere.</param>
    /// <param name="call">Gets the answer.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="anyway">Whether to add it also when the bucket has too many: other parts are on their way already.</param>
    /// <returns>False when too many frames of the bucket are unanswered.</returns>
    internal bool TryAdd(BucketKey? bucket, SinkFrame call, ReadOnlyMemory<byte> frame, bool anyway)
    {
        GatheredFrames? full = null;
        bool wake = false;
        lock (_lock)
        {
            BucketGate gate = GateOf(bucket);
            if (gate.FramesInFlight >= _mostFrames && !anyway) return false;
            gate.FramesInFlight++;
            if (gate.Gathering is not { } gathering)
            {
                gate.Gathering = gathering = new GatheredFrames(gate);
                if (_wait > TimeSpan.Zero) _due.Add(gate);
                wake = _due.Count == 1;
            }

            gathering.Add(call, frame);
            if (gathering.IsFull || _wait == TimeSpan.Zero) (full, gate.Gathering) = (gathering, null);
        }

        // The loop takes its time from the first of the frames that it will sweep.
        if (wake) _woken.Release();
        if (full is not null) _send(full);
        return true;
    }

    /// <summary>Frames were answered.</summary>
    internal void Leave(GatheredFrames sent)
    {
        lock (_lock)
        {
            BucketGate gate = sent.Gate;
            gate.FramesInFlight -= sent.Frames.Count;
            if (gate.FramesInFlight == 0) _gates.Remove(gate.Bucket ?? default);
        }
    }

    /// <summary>Ends the loop. Frames that still gather are sent off at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        var rest = new List<GatheredFrames>();
        Take(rest);
        foreach (GatheredFrames frames in rest) _send(frames);
        _stop.Dispose();
        _woken.Dispose();
    }

    private BucketGate GateOf(BucketKey? bucket)
    {
        if (!_gates.TryGetValue(bucket ?? default, out BucketGate? gate)) _gates.Add(bucket ?? default, gate = new BucketGate(bucket));
        return gate;
    }

    private async Task SweepAsync()
    {
        var gathered = new List<GatheredFrames>();
        try
        {
            while (true)
            {
                await _woken.WaitAsync(_stop.Token);
                await Task.Delay(_wait, _time, _stop.Token);
                Take(gathered);
                foreach (GatheredFrames frames in gathered) _send(frames);
                gathered.Clear();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever stops it sees to what has gathered since.
            return;
        }
    }

    private void Take(List<GatheredFrames> to)
    {
        lock (_lock)
        {
            (_due, _swept) = (_swept, _due);
            foreach (BucketGate gate in _swept)
            {
                // Frames that became full have left already.
                if (gate.Gathering is not { } gathering) continue;
                to.Add(gathering);
                gate.Gathering = null;
            }

            _swept.Clear();
        }
    }
}
