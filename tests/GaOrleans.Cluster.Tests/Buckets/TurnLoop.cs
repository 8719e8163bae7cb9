namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>
/// Runs asynchronous code on the test's own thread, one continuation after the other, as a grain's scheduler does. Whoever calls <see cref="Gate"/> waits
/// until the test opens the gate, so the test decides what happens between any two steps.
/// </summary>
internal sealed class TurnLoop : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Work, object? State)> _ready = new();
    private readonly List<TaskCompletionSource> _gates = [];

    /// <summary>How many wait at a gate.</summary>
    internal int Waiting => _gates.Count;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready) _ready.Enqueue((d, state));
    }

    /// <summary>Waits for the test.</summary>
    internal Task Gate()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gates.Add(gate);
        return gate.Task;
    }

    /// <summary>Lets one of those who wait go on.</summary>
    internal void Open(int index)
    {
        TaskCompletionSource gate = _gates[index];
        _gates.RemoveAt(index);
        gate.SetResult();
        Drain();
    }

    /// <summary>Starts something and runs it as far as it comes.</summary>
    internal Task Start(Func<Task> work)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            Task task = work();
            Drain();
            return task;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Opens all gates until nobody waits.</summary>
    internal void Finish()
    {
        while (_gates.Count > 0) Open(0);
    }

    private void Drain()
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (TryTake(out (SendOrPostCallback Work, object? State) next)) next.Work(next.State);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private bool TryTake(out (SendOrPostCallback Work, object? State) next)
    {
        lock (_ready) return _ready.TryDequeue(out next);
    }
}
