namespace GaOrleans.Cluster.Buckets;

/// <summary>Those who wait until a bucket has applied their hits. For one turn at a time.</summary>
internal sealed class AppliedWaiters
{
    private readonly List<Waiter> _waiting = [];

    /// <summary>How many wait.</summary>
    internal int Count => _waiting.Count;

    /// <summary>Waits until the watermark of a range's partition reaches its end.</summary>
    /// <exception cref="OperationCanceledException">The waiter gave up.</exception>
    internal async ValueTask WaitAsync(AppendedRange range, CancellationToken giveUp)
    {
        var waiter = new Waiter(range.Partition, range.Last);
        _waiting.Add(waiter);
        try
        {
            await waiter.Done.Task.WaitAsync(giveUp);
        }
        catch (OperationCanceledException)
        {
            _waiting.Remove(waiter);
            throw;
        }
    }

    /// <summary>Lets go of those whose hits are applied.</summary>
    internal void Advance(int partition, long watermark)
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            Waiter waiter = _waiting[i];
            if (waiter.Partition != partition || waiter.Through > watermark) continue;
            _waiting[i] = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            waiter.Done.TrySetResult();
        }
    }

    /// <summary>Lets go of all with a fault.</summary>
    internal void Fail(Exception fault)
    {
        foreach (Waiter waiter in _waiting) waiter.Done.TrySetException(fault);
        _waiting.Clear();
    }

    private sealed class Waiter(int partition, long through)
    {
        internal int Partition => partition;

        internal long Through => through;

        internal TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
