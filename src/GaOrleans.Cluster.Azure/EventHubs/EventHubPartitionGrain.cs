using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Primitives;
using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// The partition of the log where Event Hubs is the log: reads the partition by itself, behind the agents' backs, and keeps what no bucket has saved. So a
/// bucket that lost its memory, or missed something, gets its hits without winding the stream back. Appending and delivering are Orleans' own here.
/// </summary>
[Reentrant, KeepAlive]
internal sealed partial class EventHubPartitionGrain(
    [PersistentState("partition", StreamNames.Storage)] IPersistentState<PartitionPosition> position,
    EventHubClients hub, GaClusterOptions options, TimeProvider time, ILogger<EventHubPartitionGrain> logger) : Grain, ILogPartitionGrain
{
    private const int EventsAtOnce = 1000, NudgesAtOnce = 16, MostNudges = 512, OverdueTimes = 3, PausesMs = 1000, MostPartBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan PositionPeriod = TimeSpan.FromSeconds(10), ReceiveWait = TimeSpan.FromSeconds(1), CatchUpWait = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PartitionTail _tail = new(0);
    private PartitionEnd? _end;
    private Task _reading = Task.CompletedTask, _nudging = Task.CompletedTask;
    private string? _problem;
    private long _readToMs;

    private int Partition => checked((int)this.GetPrimaryKeyLong());

    private bool IsFull => _tail.Bytes > 2 * options.TailBytes;

    private long NowMs => (long)time.GetElapsedTime(0, time.GetTimestamp()).TotalMilliseconds;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        position.State.Epoch++;
        await position.WriteStateAsync();
        _tail = new PartitionTail(position.State.SavedSequence);
        _end = new PartitionEnd(() => hub.LastSequenceAsync(Partition, _stop.Token));
        var nudgePeriod = TimeSpan.FromMilliseconds(options.CheckpointMs);
        this.RegisterGrainTimer(SavePositionAsync, new GrainTimerCreationOptions(PositionPeriod, PositionPeriod) { KeepAlive = true, Interleave = true });
        this.RegisterGrainTimer(NudgeAsync, new GrainTimerCreationOptions(nudgePeriod, nudgePeriod) { KeepAlive = true, Interleave = true });
        _reading = ReadAllAsync();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask<AppendAnswer> AppendAsync(byte[] block) => throw NotHere();

    /// <inheritdoc/>
    public ValueTask<LogReading> ReadAsync(long from, long deliveredTo, int maxBytes, int waitMs) => throw NotHere();

    /// <inheritdoc/>
    public async ValueTask<LogReading> ReadStreamAsync(string streamKey, long after)
    {
        long asOfMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        long end = await _end!.AskAsync();
        long started = time.GetTimestamp();
        while (_tail.NextSequence <= end)
        {
            // A tail that is full reads on when buckets have saved. One that waited for the end instead would wait for itself.
            if (IsFull && _tail.Read(streamKey, after, MostPartBytes) is { Length: > 0 } some) return new LogReading(position.State.Epoch, some[0].Last + 1, asOfMs, some, More: true);
            TimeSpan left = IsFull ? TimeSpan.Zero : CatchUpWait - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) throw new IOException($"cannot read partition {Partition} up to event {end}: it is at {_tail.NextSequence}{(_problem is null ? "" : $", because {_problem}")}; ask again");
            await Task.WhenAny(_moved.Task, Task.Delay(left, time));
        }

        StreamPart[] parts = _tail.Read(streamKey, after, MostPartBytes);
        long rest = parts.Length == 0 ? -1 : _tail.FirstAfter(streamKey, parts[0].Last);
        return new LogReading(position.State.Epoch, rest < 0 ? EventOffsets.Of(_tail.NextSequence, 0) : rest, asOfMs, parts, More: rest >= 0);
    }

    /// <inheritdoc/>
    public ValueTask SavedAsync(SavedMark[] marks)
    {
        foreach (SavedMark mark in marks) _tail.Saved(mark);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// As <see cref="ILogPartitionGrain.StatusAsync"/>. What the agents have delivered is not known here, so the freshness told is that of saved buckets:
    /// a minute or so behind what reports really count.
    /// </summary>
    public async ValueTask<PartitionStatus> StatusAsync()
    {
        long next = EventOffsets.Of(_tail.NextSequence, 0), saved = EventOffsets.Of(_tail.SavedSequence, 0);
        long archived = await GrainFactory.GetGrain<IEventArchiverGrain>(Partition).ArchivedSequenceAsync();
        return new PartitionStatus(
            position.State.Epoch, next, saved, Math.Min(_readToMs, _tail.OldestStoredMs), saved, EventOffsets.Of(archived, 0),
            _tail.Streams, _tail.Bytes, _problem);
    }

    /// <inheritdoc/>
    public async ValueTask ArchiveAsync() => await GrainFactory.GetGrain<IEventArchiverGrain>(Partition).ArchiveNowAsync();

    private static NotSupportedException NotHere() => new("cannot append to or deliver from this grain: Event Hubs is the log, and Orleans' agents deliver from it; this is a defect");

    private async Task ReadAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ReadOnAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                _problem = fault.Message;
                LogReadFails(fault, Partition);
                await Task.Delay(TimeSpan.FromMilliseconds(PausesMs), time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task ReadOnAsync()
    {
        await using PartitionReceiver receiver = hub.Read(EventHubHitOptions.TailGroup, Partition, _tail.NextSequence);
        while (!_stop.IsCancellationRequested)
        {
            if (IsFull)
            {
                // Nothing is lost by waiting: the events stay in Event Hubs. The buckets are asked to save meanwhile.
                _problem = $"its buckets have not saved {_tail.Bytes} bytes of hits";
                if (_nudging.IsCompleted) _nudging = NudgeAsync(_stop.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(PausesMs), time, _stop.Token);
                continue;
            }

            long readToMs = time.GetUtcNow().ToUnixTimeMilliseconds() - (long)ReceiveWait.TotalMilliseconds;
            foreach (EventData received in await receiver.ReceiveBatchAsync(EventsAtOnce, ReceiveWait, _stop.Token))
            {
                LogEvent read = HitEvents.Of(received);
                if (read.Sequence > _tail.NextSequence) LogGap(Partition, _tail.NextSequence, read.Sequence);
                _tail.Add(read, NowMs);
                readToMs = read.StoredMs;
            }

            (_problem, _readToMs) = (null, readToMs);
            TaskCompletionSource moved = _moved;
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            moved.SetResult();
        }
    }

    private async Task SavePositionAsync(CancellationToken ct)
    {
        long saved = _tail.SavedSequence;
        if (saved <= position.State.SavedSequence) return;
        position.State.SavedSequence = saved;
        try
        {
            await position.WriteStateAsync();
        }
        catch (Orleans.Storage.InconsistentStateException)
        {
            // Another activation owns the partition: this one must not answer any longer.
            LogReplaced(Partition, position.State.Epoch);
            DeactivateOnIdle();
        }
        catch (Exception fault)
        {
            LogPositionStays(fault, Partition);
        }
    }

    /// <summary>Has buckets save what they should have long since, as when their silo died and nobody has asked for them.</summary>
    private async Task NudgeAsync(CancellationToken ct)
    {
        long overdueMs = _tail.Bytes > options.TailBytes ? 0 : (long)options.CheckpointMs * OverdueTimes;
        List<SavedMark> overdue = _tail.Waiting(NowMs - overdueMs, MostNudges);
        for (int i = 0; i < overdue.Count && !ct.IsCancellationRequested; i += NudgesAtOnce)
        {
            await Task.WhenAll(overdue.Skip(i).Take(NudgesAtOnce).Select(NudgeOneAsync));
        }
    }

    private async Task NudgeOneAsync(SavedMark last)
    {
        try
        {
            long saved = await GrainFactory.GetGrain<IBucketGrain>(last.StreamKey).CheckpointAsync(Partition, last.Through);
            _tail.Saved(last with { Through = saved });
        }
        catch (Exception fault)
        {
            // Whatever it is, a bucket that cannot save must not keep the others from it; it is asked again.
            LogNotSaved(last.StreamKey, fault.Message);
        }

        _tail.Asked(last.StreamKey, NowMs);
    }

    [LoggerMessage(EventId = 611, Level = LogLevel.Warning, Message = "cannot read partition {Partition} of the event hub; it is tried again, buckets that have to catch up wait")]
    private partial void LogReadFails(Exception fault, int partition);

    [LoggerMessage(EventId = 612, Level = LogLevel.Critical, Message = "events {From} to {To} of partition {Partition} are gone from Event Hubs before their buckets were saved: the retention is too short for how long something was down; rebuild the buckets of that time from the archive")]
    private partial void LogGap(int partition, long from, long to);

    [LoggerMessage(EventId = 613, Level = LogLevel.Warning, Message = "partition {Partition} has another owner than the one of epoch {Epoch}, which ends")]
    private partial void LogReplaced(int partition, long epoch);

    [LoggerMessage(EventId = 614, Level = LogLevel.Warning, Message = "cannot store up to where partition {Partition} is saved; it is tried again")]
    private partial void LogPositionStays(Exception fault, int partition);

    [LoggerMessage(EventId = 615, Level = LogLevel.Warning, Message = "bucket {Bucket} has not saved its hits for long, and could not when asked: {Message}; it is asked again, and the log keeps them")]
    private partial void LogNotSaved(string bucket, string message);
}
