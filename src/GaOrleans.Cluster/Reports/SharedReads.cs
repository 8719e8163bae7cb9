namespace GaOrleans.Cluster.Reports;

/// <summary>
/// Lets those who want the same share its reading. Where content changes, nobody joins a reading that has begun, as it may miss what was counted since:
/// all who come meanwhile wait for the one that follows. Safe for concurrent use.
/// </summary>
/// <param name="read">Reads. Nobody's cancellation ends it, since others may wait.</param>
/// <param name="changes">Whether content may change.</param>
internal sealed class SharedReads<TKey, T>(Func<TKey, Task<T>> read, bool changes) where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Turns> _turns = [];

    /// <summary>Things that are being read.</summary>
    internal int Count
    {
        get
        {
            lock (_lock) return _turns.Count;
        }
    }

    /// <summary>Reads, alone or with others.</summary>
    internal Task<T> ReadAsync(TKey key, CancellationToken ct)
    {
        Task<T> reading;
        lock (_lock)
        {
            if (!_turns.TryGetValue(key, out Turns? turns))
            {
                _turns.Add(key, turns = new Turns());
                reading = turns.Running = RunAsync(key, turns, before: null);
            }
            else reading = changes ? turns.Next ??= RunAsync(key, turns, before: turns.Running) : turns.Running!;
        }

        return reading.WaitAsync(ct);
    }

    private async Task<T> RunAsync(TKey key, Turns turns, Task? before)
    {
        if (before is null) await Task.Yield();
        else
        {
            // Whoever waits for that one hears of its faults.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_lock) (turns.Running, turns.Next) = (turns.Next, null);
        }

        try
        {
            return await read(key);
        }
        finally
        {
            lock (_lock)
            {
                if (turns.Next is null) _turns.Remove(key);
            }
        }
    }

    private sealed class Turns
    {
        public Task<T>? Running { get; set; }

        public Task<T>? Next { get; set; }
    }
}
