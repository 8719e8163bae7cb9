using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// Hears of what could not be delivered for long. Nothing is lost by it: the log keeps the hits until their bucket has saved them, the next bundle tells
/// the bucket that it has missed some, and the partition asks a bucket that does not save.
/// </summary>
internal sealed partial class LogFailureHandler(ILogger logger) : IStreamFailureHandler
{
    /// <inheritdoc/>
    public bool ShouldFaultSubsriptionOnError => false;

    /// <inheritdoc/>
    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken)
    {
        LogNotDelivered(streamIdentity, (sequenceToken as LogToken)?.Partition ?? -1, sequenceToken?.SequenceNumber ?? -1);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken)
    {
        LogNotSubscribed(streamIdentity, sequenceToken?.SequenceNumber ?? -1);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 161, Level = LogLevel.Error, Message = "cannot deliver to stream {Stream} what ends at offset {Offset} of partition {Partition}: its consumer has refused it for long; the log keeps it, and the consumer fetches it when it works again")]
    private partial void LogNotDelivered(StreamId stream, int partition, long offset);

    [LoggerMessage(EventId = 162, Level = LogLevel.Error, Message = "cannot reach the consumer of stream {Stream}, from offset {Offset}; the log keeps its hits, and it fetches them when it works again")]
    private partial void LogNotSubscribed(StreamId stream, long offset);
}
