namespace GaOrleans.Embedded.Workers;

/// <summary>
/// One checkpoint on its way: every worker hands in its changed buckets as they are when it comes across the round in its queue.
/// All frames before the round's frontier stood in the queue before it, so what is handed in covers the log up to the frontier.
/// </summary>
internal sealed class CheckpointRound : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _complete = new(initialState: false);
    private int _missing;

    /// <summary>Starts a round.</summary>
    /// <param name="workers">Number of workers.</param>
    /// <param name="frontier">The offset before which every frame has been handed to its workers.</param>
    /// <param name="nowSeconds">The time, by which is decided what to seal.</param>
    internal CheckpointRound(int workers, long frontier, long nowSeconds)
    {
        _missing = workers;
        Frontier = frontier;
        NowSeconds = nowSeconds;
    }

    /// <summary>The offset before which all hits are in what was handed in or saved before.</summary>
    internal long Frontier { get; }

    /// <summary>The time, seconds since 1970.</summary>
    internal long NowSeconds { get; }

    /// <summary>Log bytes taken on before the frontier, by the sink's count.</summary>
    internal long AcceptedBytes { get; init; }

    /// <summary>What was handed in.</summary>
    internal List<SavedBucket> Buckets { get; } = [];

    /// <summary>Whether a worker has stopped without handing in.</summary>
    internal bool Abandoned { get; private set; }

    /// <summary>Whether every worker has handed in.</summary>
    internal bool IsComplete => _complete.IsSet;

    /// <summary>Hands in the changed buckets of a worker.</summary>
    internal void HandIn(List<SavedBucket> buckets)
    {
        lock (_lock)
        {
            Buckets.AddRange(buckets);
            if (--_missing == 0) _complete.Set();
        }
    }

    /// <summary>A worker has stopped.</summary>
    internal void Abandon()
    {
        lock (_lock)
        {
            Abandoned = true;
            if (--_missing == 0) _complete.Set();
        }
    }

    /// <summary>Waits for every worker.</summary>
    internal void Wait(CancellationToken ct) => _complete.Wait(ct);

    /// <inheritdoc/>
    public void Dispose() => _complete.Dispose();
}
