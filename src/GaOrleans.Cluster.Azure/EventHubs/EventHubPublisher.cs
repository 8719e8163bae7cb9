using System.Globalization;
using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// Publishes to Event Hubs, which says that an event is stored but not where. Hands events to the provider's adapter itself: Orleans keeps each stream
/// object of a silo for ever, and every bucket of every hour is a stream.
/// </summary>
internal sealed class EventHubPublisher(IServiceProvider services, GaClusterOptions options) : IHitPublisher
{
    private const int DroppedKeysPerPartition = 4;

    // Not asked for when this is made: the provider needs grains, and grains may need this.
    private readonly Lazy<Task<IQueueAdapter>> _adapter = new(() => services.GetRequiredKeyedService<IQueueAdapterFactory>(StreamNames.Provider).CreateAdapter());
    private int _turn;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AppendedRange>?> PublishAsync(BucketKey? bucket, IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        StreamId stream = bucket is { } key ? StreamId.Create(StreamNames.Hits, BucketNames.Of(key)) : Dropped();
        try
        {
            IQueueAdapter adapter = await _adapter.Value;
            foreach (List<ReadOnlyMemory<byte>> sent in EventSplitter.Split(frames))
            {
                await adapter.QueueMessageAsync(stream, FrameBatch.Write(sent), token: null!, requestContext: null!).WaitAsync(ct);
            }

            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not InvalidDataException)
        {
            throw new LogUnavailableException($"cannot tell whether Event Hubs stored hits: {fault.Message}; look at its throttled requests and at the network, and send them again with the same event ids", fault);
        }
    }

    // Hits that count nowhere have no order to keep, so they go round the partitions.
    private StreamId Dropped()
    {
        uint turn = (uint)Interlocked.Increment(ref _turn) % (uint)(options.Partitions * DroppedKeysPerPartition);
        return StreamId.Create(StreamNames.Dropped, turn.ToString(CultureInfo.InvariantCulture));
    }
}
