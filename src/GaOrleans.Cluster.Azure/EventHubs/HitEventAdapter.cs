using System.Collections.Concurrent;
using System.Globalization;
using Azure.Messaging.EventHubs;
using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Streams;
using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Serialization;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// Between streams and events of the hub. The body of an event of hits is the <see cref="FrameBatch"/> as published; what the cache keeps and delivers is the
/// <see cref="HitBundle"/>, a fraction of it, made once when the event is read. Other events go as Orleans writes them.
/// <code>
/// cached segment: offset in the hub (text, for the checkpoint), partition (text), offset of the last hit (text), bundle or body
/// </code>
/// Tokens carry no offset of the hub: an agent that shuts down would else set its checkpoint to what was delivered, whereas buckets have saved less.
/// </summary>
internal sealed partial class HitEventAdapter(Serializer serializer, ILogger<HitEventAdapter> logger) : EventHubDataAdapter(serializer)
{
    // In place of an offset of the hub, which is a number.
    private const string PartitionPrefix = "partition-";

    private readonly Serializer _serializer = serializer;
    private readonly ConcurrentDictionary<string, PreviousOffsets> _previous = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override EventData ToQueueMessage<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken token, Dictionary<string, object> requestContext)
    {
        string space = streamId.GetNamespace() ?? "", key = streamId.GetKeyAsString();
        if (events is IEnumerable<byte[]> bodies && space is StreamNames.Hits or StreamNames.Dropped) return HitEvents.Mark(new EventData(bodies.Single()), space, key);
        return HitEvents.Mark(base.ToQueueMessage(streamId, events, token, requestContext), space, key);
    }

    /// <inheritdoc/>
    public override StreamId GetStreamIdentity(EventData queueMessage)
    {
        LogEvent read = HitEvents.Of(queueMessage);
        return read.Namespace is null || read.Key is null ? StreamId.Create(StreamNames.Dropped, "unknown") : StreamId.Create(read.Namespace, read.Key);
    }

    /// <inheritdoc/>
    public override StreamPosition GetStreamPosition(string partition, EventData queueMessage) =>
        new(GetStreamIdentity(queueMessage), new EventHubSequenceTokenV2(PartitionPrefix + partition, EventOffsets.Of(queueMessage.SequenceNumber, 0), 0));

    /// <inheritdoc/>
    public override CachedMessage FromQueueMessage(StreamPosition streamPosition, EventData queueMessage, DateTime dequeueTime, Func<int, ArraySegment<byte>> getSegment)
    {
        string partition = ((EventHubSequenceToken)streamPosition.SequenceToken).EventHubOffset[PartitionPrefix.Length..];
        (long last, ReadOnlyMemory<byte> kept) = Kept(partition, HitEvents.Of(queueMessage));
        return new CachedMessage
        {
            StreamId = streamPosition.StreamId,
            SequenceNumber = streamPosition.SequenceToken.SequenceNumber,
            EventIndex = 0,
            EnqueueTimeUtc = queueMessage.EnqueuedTime.UtcDateTime,
            DequeueTimeUtc = dequeueTime,
            Segment = Encode(getSegment, queueMessage.OffsetString, partition, last.ToString(CultureInfo.InvariantCulture), kept.Span),
        };
    }

    /// <inheritdoc/>
    public override StreamSequenceToken GetSequenceToken(ref CachedMessage cachedMessage) => new EventHubSequenceTokenV2("", cachedMessage.SequenceNumber, 0);

    /// <inheritdoc/>
    public override IBatchContainer GetBatchContainer(ref CachedMessage cachedMessage)
    {
        int at = 0;
        _ = SegmentBuilder.ReadNextString(cachedMessage.Segment, ref at);
        int partition = int.Parse(SegmentBuilder.ReadNextString(cachedMessage.Segment, ref at), CultureInfo.InvariantCulture);
        long last = long.Parse(SegmentBuilder.ReadNextString(cachedMessage.Segment, ref at), CultureInfo.InvariantCulture);
        byte[] kept = SegmentBuilder.ReadNextBytes(cachedMessage.Segment, ref at).ToArray();
        StreamId stream = cachedMessage.StreamId;
        if (stream.GetNamespace() is StreamNames.Hits or StreamNames.Dropped)
        {
            return new HitEventContainer(stream, new EventHubSequenceTokenV2("", cachedMessage.SequenceNumber, 0), partition, last, kept);
        }

        var message = new EventHubMessage(
            stream, stream.GetKeyAsString(), "", cachedMessage.SequenceNumber, cachedMessage.EnqueueTimeUtc, cachedMessage.DequeueTimeUtc,
            new Dictionary<string, object>(StringComparer.Ordinal), kept);
        return new EventHubBatchContainer(message, _serializer);
    }

    private (long Last, ReadOnlyMemory<byte> Kept) Kept(string partition, in LogEvent read)
    {
        PreviousOffsets previous = _previous.GetOrAdd(partition, static _ => new PreviousOffsets());
        var bundle = new HitBundleBuilder();
        long last = read.IsHits ? EventHits.AddTo(read.Sequence, read.Body, after: -1, bundle) : -1;
        if (last < 0)
        {
            previous.Follow(read.Sequence);
            if (read.IsHits) LogNothingCounts(partition, read.Sequence, read.Key!);
            return (-1, read.IsArchived ? default : read.Body);
        }

        return (last, bundle.Finish(previous.Note(read.Sequence, read.Key!, last)));
    }

    private static ArraySegment<byte> Encode(Func<int, ArraySegment<byte>> getSegment, string offset, string partition, string last, ReadOnlySpan<byte> kept)
    {
        int size = SegmentBuilder.CalculateAppendSize(offset) + SegmentBuilder.CalculateAppendSize(partition)
            + SegmentBuilder.CalculateAppendSize(last) + SegmentBuilder.CalculateAppendSize(kept);
        ArraySegment<byte> segment = getSegment(size);
        int at = 0;
        SegmentBuilder.Append(segment, ref at, offset);
        SegmentBuilder.Append(segment, ref at, partition);
        SegmentBuilder.Append(segment, ref at, last);
        SegmentBuilder.Append(segment, ref at, kept);
        return segment;
    }

    [LoggerMessage(EventId = 601, Level = LogLevel.Warning, Message = "no hit of event {Partition}:{Sequence} for {Stream} can be counted; the archive keeps it as it is")]
    private partial void LogNothingCounts(string partition, long sequence, string stream);
}
