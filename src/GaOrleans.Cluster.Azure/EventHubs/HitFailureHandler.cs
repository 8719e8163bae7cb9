using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Buckets;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// Hears of events that an agent gives up. Nothing is lost by that: the partition's tail keeps the hits until their bucket has saved them. The bucket is
/// asked at once to catch up; when that fails too, the tail asks it again and again.
/// </summary>
internal sealed partial class HitFailureHandler(string partition, IGrainFactory grains, ILogger<HitFailureHandler> logger) : IStreamFailureHandler
{
    /// <inheritdoc/>
    public bool ShouldFaultSubsriptionOnError => false;

    /// <inheritdoc/>
    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken) =>
        CatchUpAsync(streamIdentity, sequenceToken);

    /// <inheritdoc/>
    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken) =>
        CatchUpAsync(streamIdentity, sequenceToken);

    private async Task CatchUpAsync(StreamId stream, StreamSequenceToken? token)
    {
        if (stream.GetNamespace() != StreamNames.Hits) return;
        string key = stream.GetKeyAsString();
        LogGivenUp(key, partition);
        try
        {
            long through = token is null ? long.MaxValue : token.SequenceNumber + EventOffsets.PerEvent - 1;
            await grains.GetGrain<IBucketGrain>(key).CheckpointAsync(int.Parse(partition, System.Globalization.CultureInfo.InvariantCulture), through);
        }
        catch (Exception fault)
        {
            LogNotCaughtUp(fault, key);
        }
    }

    [LoggerMessage(EventId = 602, Level = LogLevel.Warning, Message = "cannot deliver an event of partition {Partition} to bucket {Bucket}; the bucket is asked to catch up from the log")]
    private partial void LogGivenUp(string bucket, string partition);

    [LoggerMessage(EventId = 603, Level = LogLevel.Warning, Message = "bucket {Bucket} cannot catch up at present; its hits are kept and it is asked again")]
    private partial void LogNotCaughtUp(Exception fault, string bucket);
}
