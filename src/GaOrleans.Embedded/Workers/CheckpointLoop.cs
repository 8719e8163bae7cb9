namespace GaOrleans.Embedded.Workers;

/// <summary>Saves checkpoints on a thread of its own: by time, and early when much has come in.</summary>
internal sealed class CheckpointLoop(Checkpointer checkpointer, HitSink sink, WorkerOptions options, TimeProvider time, Action touchLeftovers)
{
    private const int LookMs = 100;

    // How often buckets are looked for that left memory, or were saved by the process before, while their hour was not over.
    private const int LeftoversSeconds = 600;

    // Saving takes at most a tenth of the time, so that neither a slow disk nor a core is kept busy by checkpoints.
    private const int PauseFactor = 9;
    private const int LongestPauseMs = 60_000;

    private readonly Lock _oneAtATime = new();
    private readonly CancellationTokenSource _stop = new();
    private Thread? _thread;
    private long _leftoversAt = long.MinValue;

    /// <summary>Starts the thread.</summary>
    internal void Start()
    {
        _thread = new Thread(Run) { Name = "checkpoints", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Saves now.</summary>
    /// <returns>Whether it was saved.</returns>
    internal bool RunNow()
    {
        lock (_oneAtATime)
        {
            long now = time.GetUtcNow().ToUnixTimeSeconds();
            if (now >= _leftoversAt)
            {
                touchLeftovers();
                _leftoversAt = now + LeftoversSeconds;
            }

            using CheckpointRound round = checkpointer.Begin();
            round.Wait(_stop.Token);
            return checkpointer.Finish(round);
        }
    }

    /// <summary>Does something while no checkpoint is under way.</summary>
    internal T Between<T>(Func<T> work)
    {
        lock (_oneAtATime) return work();
    }

    /// <summary>Stops, after a last checkpoint.</summary>
    internal void Stop()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), time);
        _stop.Cancel();
        _thread?.Join();
        lock (_oneAtATime)
        {
            CheckpointRound round = checkpointer.Begin();
            try
            {
                round.Wait(patience.Token);
                checkpointer.Finish(round);
            }
            catch (OperationCanceledException)
            {
                // A worker waits for a store that does not answer. Its hits are in the log and come back at the next start.
                return;
            }
        }
    }

    private void Run()
    {
        int pauseMs = options.CheckpointMs, restMs = 0;
        while (!Pause(pauseMs, restMs))
        {
            long started = time.GetTimestamp();
            try
            {
                RunNow();
            }
            catch (OperationCanceledException)
            {
                return;
            }

            double tookMs = time.GetElapsedTime(started).TotalMilliseconds;
            restMs = (int)Math.Min(tookMs * PauseFactor, LongestPauseMs);
            pauseMs = Math.Max(restMs, options.CheckpointMs);
        }
    }

    /// <summary>Waits until the next checkpoint is due.</summary>
    /// <param name="pauseMs">How long when little comes in.</param>
    /// <param name="restMs">How long although much has come in, unless it is so much that hits would soon be refused.</param>
    /// <returns>Whether to stop.</returns>
    private bool Pause(int pauseMs, int restMs)
    {
        for (int waited = 0; waited < pauseMs; waited += LookMs)
        {
            if (_stop.Token.WaitHandle.WaitOne(Math.Min(LookMs, pauseMs - waited))) return true;
            long limit = waited < restMs ? options.UnsavedBytes / 2 : options.CheckpointBytes;
            if (sink.UnsavedBytes > limit && !checkpointer.IsFailing) break;
        }

        return _stop.IsCancellationRequested;
    }
}
