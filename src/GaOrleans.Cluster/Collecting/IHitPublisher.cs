using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Log;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Publishes hits to the streams of their buckets.</summary>
public interface IHitPublisher
{
    /// <summary>Publishes the frames that gathered for a bucket, and completes when the stream provider has them safely.</summary>
    /// <param name="bucket">The bucket of all their counted hits; null for frames whose hits all count nowhere.</param>
    /// <param name="frames">Frames, in order; their memory belongs to the publisher until the call completes.</param>
    /// <param name="ct">Gives up waiting; what was handed over may be stored all the same.</param>
    /// <returns>For each frame where its hits came to stand; null where the provider does not tell.</returns>
    /// <exception cref="LogUnavailableException">They could not be stored, or it is not known whether they were.</exception>
    ValueTask<IReadOnlyList<AppendedRange>?> PublishAsync(BucketKey? bucket, IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken ct);
}
