using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Asks the grains of buckets.</summary>
internal sealed class GrainAppliedHits(IGrainFactory grains) : IAppliedHits
{
    /// <inheritdoc/>
    public ValueTask<int[]> AppliedAsync(BucketKey bucket, AppendedRange[] ranges) => grains.GetGrain<IBucketGrain>(BucketNames.Of(bucket)).AppliedAsync(ranges);
}
