using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Saves what the workers have changed, and the log position before which everything is saved, in one transaction. One checkpoint at a time:
/// <see cref="Begin"/>, then, when every worker has handed in, <see cref="Finish"/>.
/// </summary>
internal sealed partial class Checkpointer(SegmentedLog log, HitSink sink, BucketWorker[] workers, ILocalBucketStore store, TimeProvider time, ILogger logger)
{
    private long _savedTo = -1;
    private long _savedAt = time.GetTimestamp();
    private bool _failing;

    /// <summary>The offset before which every hit is in a stored bucket; -1 when this process has saved nothing yet.</summary>
    internal long SavedTo => Volatile.Read(ref _savedTo);

    /// <summary>When the last checkpoint was saved, or the process started, in the clock's ticks.</summary>
    internal long SavedAt => Volatile.Read(ref _savedAt);

    /// <summary>Whether the last attempt failed.</summary>
    internal bool IsFailing => Volatile.Read(ref _failing);

    /// <summary>Asks every worker for what it has changed.</summary>
    internal CheckpointRound Begin()
    {
        CheckpointRound round = Open();
        for (int worker = 0; worker < workers.Length; worker++) Ask(round, worker);
        return round;
    }

    /// <summary>
    /// Takes the frontier: all frames before it stand before any later question in the workers' queues. Frames that come in until a worker
    /// is asked are in its answer too; their hits are told apart by the buckets' watermarks when the log is read again from the frontier.
    /// </summary>
    internal CheckpointRound Open()
    {
        long accepted = sink.AcceptedBytes;
        return new CheckpointRound(workers.Length, log.DeliveredTo, time.GetUtcNow().ToUnixTimeSeconds()) { AcceptedBytes = accepted };
    }

    /// <summary>Asks a worker.</summary>
    internal void Ask(CheckpointRound round, int worker) => workers[worker].Queue.Add(new CollectWork(round));

    /// <summary>Saves what was handed in and tells the workers.</summary>
    /// <returns>Whether it was saved.</returns>
    internal bool Finish(CheckpointRound round)
    {
        bool saved = !round.Abandoned && TrySave(round);
        if (saved) Volatile.Write(ref _savedAt, time.GetTimestamp());
        foreach (BucketWorker worker in workers) worker.Queue.Add(new SavedWork(round, saved));
        return saved;
    }

    private bool TrySave(CheckpointRound round)
    {
        if (round.Buckets.Count == 0 && round.Frontier == _savedTo) return true;
        try
        {
            var checkpoint = new Checkpoint(new StoredBuckets(round.Buckets), [new LogPosition(0, round.Frontier)]);
            long version = store.Save(checkpoint);
            foreach (SavedBucket bucket in round.Buckets) bucket.Live.Slot.StoredVersion = version;
        }
        catch (IOException e)
        {
            if (!_failing) LogFailing(e.Message);
            Volatile.Write(ref _failing, true);
            return false;
        }

        if (_failing) LogSavingAgain();
        Volatile.Write(ref _failing, false);
        Volatile.Write(ref _savedTo, round.Frontier);
        sink.NoteSaved(round.AcceptedBytes);
        return true;
    }

    [LoggerMessage(EventId = 41, Level = LogLevel.Error, Message = "{Message}; hits are safe in the log and are taken on while it has room; it is tried again by itself")]
    private partial void LogFailing(string message);

    [LoggerMessage(EventId = 42, Level = LogLevel.Information, Message = "checkpoints are saved again")]
    private partial void LogSavingAgain();
}
