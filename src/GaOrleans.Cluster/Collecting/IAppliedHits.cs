using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Asks buckets whether they have applied hits; see <see cref="IBucketGrain.AppliedAsync"/>.</summary>
internal interface IAppliedHits
{
    /// <summary>For each range its duplicates, or -1 when it is not applied in time.</summary>
    ValueTask<int[]> AppliedAsync(BucketKey bucket, AppendedRange[] ranges);
}
