using System.Globalization;
using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Log;
using Orleans.Runtime;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>Publishes to Event Hubs, which says that an event is stored but not where.</summary>
internal sealed class EventHubPublisher(IClusterClient cluster, GaClusterOptions options) : IHitPublisher
{
    private readonly Lazy<IStreamProvider> _streams = new(() => cluster.GetStreamProvider(StreamNames.Provider));
    private int _dropped;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AppendedRange>?> PublishAsync(BucketKey? bucket, IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken ct)
    {
        IAsyncStream<byte[]> stream = _streams.Value.GetStream<byte[]>(StreamOf(bucket));
        try
        {
            foreach (List<ReadOnlyMemory<byte>> sent in EventSplitter.Split(frames)) await stream.OnNextAsync(FrameBatch.Write(sent)).WaitAsync(ct);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not InvalidDataException)
        {
            throw new LogUnavailableException("cannot store hits: Event Hubs did not confirm them; look at its throttled requests and at the network, clients try again by themselves", fault);
        }
    }

    // Hits that count nowhere have no order to keep, so they go round.
    private StreamId StreamOf(BucketKey? bucket) => bucket is { } key
        ? StreamId.Create(StreamNames.Hits, BucketNames.Of(key))
        : StreamId.Create(StreamNames.Dropped, ((uint)Interlocked.Increment(ref _dropped) % (uint)(options.Partitions * 4)).ToString(CultureInfo.InvariantCulture));
}
