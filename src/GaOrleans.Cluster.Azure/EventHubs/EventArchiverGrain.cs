using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Primitives;
using GaOrleans.Cluster.Azure.Archive;
using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// Gathers frames and appends them to the archive, which remembers where to go on: after any fault the reading starts anew from there. Of two activations
/// the archive's pointer refuses one.
/// </summary>
[Reentrant, KeepAlive]
internal sealed partial class EventArchiverGrain(
    EventHubClients hub, BlobArchive archive, EventHubHitOptions options, TimeProvider time, ILogger<EventArchiverGrain> logger) : Grain, IEventArchiverGrain
{
    private const int EventsAtOnce = 1000, PauseMs = 5000;

    private static readonly TimeSpan ReceiveWait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _archiving = Task.CompletedTask;
    private TaskCompletionSource _archived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _source;
    private bool _now;

    private int Partition => checked((int)this.GetPrimaryKeyLong());

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _archiving = ArchiveAllAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _archiving;
        _stop.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask<long> ArchivedSequenceAsync() => new(_source);

    /// <inheritdoc/>
    public async ValueTask ArchiveNowAsync()
    {
        long end = await hub.LastSequenceAsync(Partition, _stop.Token);
        while (_source <= end)
        {
            _now = true;
            await _archived.Task.WaitAsync(_stop.Token);
        }
    }

    private async Task ArchiveAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ArchiveOnAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFails(fault, Partition);
                await Task.Delay(TimeSpan.FromMilliseconds(PauseMs), time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task ArchiveOnAsync()
    {
        var next = new LogPosition(Partition, await archive.ArchivedToAsync(Partition, _stop.Token));
        _source = await archive.SourceAsync(Partition, _stop.Token);
        await using PartitionReceiver receiver = hub.Read(EventHubHitOptions.ArchiveGroup, Partition, _source);
        while (!_stop.IsCancellationRequested)
        {
            (List<LoggedFrame> frames, long source) = await GatherAsync(receiver, next);
            if (frames.Count > 0) next = next with { Offset = await archive.AppendAsync(Deliver(frames), source, _stop.Token) };
            _source = source;
            TaskCompletionSource archived = _archived;
            _archived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            archived.SetResult();
        }
    }

    // Until there is enough, or the oldest has waited long enough, or somebody asks and all that there was has come.
    private async Task<(List<LoggedFrame> Frames, long Source)> GatherAsync(PartitionReceiver receiver, LogPosition next)
    {
        var frames = new List<LoggedFrame>();
        long source = _source, bytes = 0, started = time.GetTimestamp();
        while (bytes < options.ArchiveBytes && time.GetElapsedTime(started).TotalSeconds < options.ArchiveSeconds)
        {
            bool any = false;
            foreach (EventData received in await receiver.ReceiveBatchAsync(EventsAtOnce, ReceiveWait, _stop.Token))
            {
                LogEvent read = HitEvents.Of(received);
                any = true;
                if (read.Sequence > source && frames.Count == 0) next = await LoseAsync(next, source, read.Sequence);
                if (frames.Count == 0) started = time.GetTimestamp();
                foreach (LoggedFrame frame in EventFrames.Of(read, next))
                {
                    frames.Add(frame);
                    bytes += frame.Frame.Length;
                    next = next with { Offset = next.Offset + frame.Hits };
                }

                source = read.Sequence + 1;
            }

            if (!any && _now)
            {
                _now = false;
                break;
            }
        }

        return (frames, source);
    }

    // Expired before they were archived. How many hits they had nobody knows: each event counts as one.
    private async Task<LogPosition> LoseAsync(LogPosition next, long from, long to)
    {
        LogExpired(Partition, from, to - 1);
        var lost = new LogRange(Partition, next.Offset, next.Offset + to - from);
        await archive.RecordLossAsync(lost, $"events {from} to {to - 1} expired in Event Hubs before they were archived", to, _stop.Token);
        return next with { Offset = lost.To };
    }

    private static async IAsyncEnumerable<LoggedFrame> Deliver(List<LoggedFrame> frames)
    {
        foreach (LoggedFrame frame in frames) yield return frame;
        await Task.CompletedTask;
    }

    [LoggerMessage(EventId = 621, Level = LogLevel.Warning, Message = "cannot archive partition {Partition}; it is tried again from where the archive ends, and Event Hubs keeps the hits for its retention time")]
    private partial void LogFails(Exception fault, int partition);

    [LoggerMessage(EventId = 622, Level = LogLevel.Critical, Message = "events {From} to {To} of partition {Partition} expired in Event Hubs before they were archived; they are recorded as lost: raise the retention, and look why archiving stood still")]
    private partial void LogExpired(int partition, long from, long to);
}
