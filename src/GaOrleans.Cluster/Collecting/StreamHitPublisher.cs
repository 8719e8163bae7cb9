using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace GaOrleans.Cluster.Collecting;

/// <summary>
/// Publishes hits to Orleans' streams, whatever their provider. It hands them to the provider's adapter itself, as the producer behind an
/// <see cref="IAsyncStream{T}"/> does: Orleans keeps each stream object of a silo for ever, and every bucket of every hour is a stream.
/// </summary>
internal sealed class StreamHitPublisher(IServiceProvider services) : IHitPublisher
{
    private const int DroppedKeys = 64;

    // Not asked for when this is made: the provider needs grains, and grains may need this.
    private readonly Lazy<Task<IQueueAdapter>> _adapter = new(() => services.GetRequiredKeyedService<IQueueAdapterFactory>(StreamNames.Provider).CreateAdapter());
    private int _turn;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AppendedRange>?> PublishAsync(BucketKey? bucket, IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        StreamId stream = bucket is { } key ? StreamId.Create(StreamNames.Hits, BucketNames.Of(key)) : Dropped();
        byte[] batch = FrameBatch.Write(frames);
        var receipt = new AppendReceipt();
        AppendReceipt.Current = receipt;
        try
        {
            IQueueAdapter adapter = await _adapter.Value;
            await adapter.QueueMessageAsync(stream, batch, token: null!, requestContext: null!).WaitAsync(ct);
        }
        catch (Exception e) when (e is not (LogUnavailableException or OperationCanceledException))
        {
            throw new LogUnavailableException($"cannot tell whether hits were stored: {e.Message}; send them again with the same event ids", e);
        }

        return receipt.Ranges;
    }

    /// <summary>Hits that count nowhere take turns among some keys, so that they do not all go to one partition.</summary>
    private StreamId Dropped() => StreamId.Create(StreamNames.Dropped, (Interlocked.Increment(ref _turn) & (DroppedKeys - 1)).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
