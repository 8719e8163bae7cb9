using GaOrleans.Cluster.Log;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// Reads a partition for its pulling agent: starts where the last reader had delivered everything, waits at the partition's grain for what comes, and
/// goes on when the grain moves. For the agent's turns only.
/// </summary>
internal sealed partial class LogQueueReceiver(
    int partition, IGrainFactory grains, SiloAddress silo, LogQueueCache cache, Serializer serializer, TimeProvider time, ILogger logger) : IQueueAdapterReceiver
{
    private const int ReadBytes = 1024 * 1024, PollMs = 250;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(PollMs + 100), Pause = TimeSpan.FromMilliseconds(100);

    private Task<LogReading>? _reading;
    private long _next = -1, _epoch;
    private bool _failing;

    // Not kept: a silo that hosts no grains itself does not know their types before it has met one that does.
    private ILogPartitionGrain Grain => grains.GetGrain<ILogPartitionGrain>(partition);

    /// <inheritdoc/>
    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        // A reading that takes longer, as when the grain moves, is kept for the next call: the agent must be able to stop at any time.
        _reading ??= ReadAsync();
        await ((Task)_reading).WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_reading.IsCompleted) return [];
        Task<LogReading> done = _reading;
        _reading = null;
        try
        {
            return Take(await done);
        }
        catch (Exception e)
        {
            // Whatever it is, it is tried again: nothing is lost, and an agent that has silently ended would be worse.
            if (!_failing) LogFailing(partition, e.Message);
            _failing = true;
            await Task.Delay(Pause, time);
            return [];
        }
    }

    /// <inheritdoc/>
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Shutdown(TimeSpan timeout)
    {
        _reading?.Ignore();
        return Task.CompletedTask;
    }

    private async Task<LogReading> ReadAsync()
    {
        if (_next < 0)
        {
            await Grain.AsReference<IMovingPartition>().ComeToAsync(silo);
            _next = (await Grain.StatusAsync()).DeliveredTo;
        }

        return await Grain.ReadAsync(_next, cache.DeliveredTo(_next), ReadBytes, PollMs);
    }

    private List<IBatchContainer> Take(LogReading reading)
    {
        if (_failing) LogReadingAgain(partition);
        _failing = false;
        if (reading.Epoch < _epoch) return [];
        if (reading.Next < _next) LogShrunk(partition, _next, reading.Next);
        _epoch = reading.Epoch;
        _next = reading.Next;
        var batches = new List<IBatchContainer>(reading.Streams.Length);
        foreach (StreamPart part in reading.Streams)
        {
            if (BatchOf(part) is { } batch) batches.Add(batch);
        }

        return batches;
    }

    private ReadBatch? BatchOf(StreamPart part)
    {
        bool stored = string.Equals(part.Namespace, StreamNames.Hits, StringComparison.Ordinal);
        object? content = stored ? part.Payload : EventOf(part);
        if (content is null) return null;
        var container = new LogBatchContainer(StreamId.Create(part.Namespace, part.Key), new LogToken(partition, part.Last), content);
        return new ReadBatch(container, stored ? part.First : -1, part.Last, part.Payload.Length);
    }

    private object? EventOf(StreamPart part)
    {
        try
        {
            return serializer.Deserialize<object>(part.Payload);
        }
        catch (Exception e) when (e is SerializerException or ArgumentException or InvalidOperationException)
        {
            LogNotReadable(partition, part.Namespace, part.Key, e.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 151, Level = LogLevel.Warning, Message = "cannot read partition {Partition}: {Message}; it is tried again by itself")]
    private partial void LogFailing(int partition, string message);

    [LoggerMessage(EventId = 152, Level = LogLevel.Information, Message = "partition {Partition} is read again")]
    private partial void LogReadingAgain(int partition);

    [LoggerMessage(EventId = 153, Level = LogLevel.Critical, Message = "partition {Partition} was read up to offset {Read} and now ends at {End}: the end of its log is lost; look at what its owner says about damage")]
    private partial void LogShrunk(int partition, long read, long end);

    [LoggerMessage(EventId = 154, Level = LogLevel.Warning, Message = "partition {Partition}: an event of stream {Space}/{Key} cannot be read and is left out: {Message}; all silos have to run versions that understand each other")]
    private partial void LogNotReadable(int partition, string space, string key, string message);
}
