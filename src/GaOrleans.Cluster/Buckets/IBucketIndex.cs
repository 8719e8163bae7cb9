using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Buckets;

/// <summary>What a bucket tells the index of its site.</summary>
public interface IBucketIndex
{
    /// <summary>Notes durably that a bucket takes hits.</summary>
    /// <param name="key">The bucket.</param>
    /// <param name="storedVersion">The version that it was stored in last; 0 for none.</param>
    /// <returns>False when its site was deleted.</returns>
    ValueTask<bool> OpenedAsync(BucketKey key, long storedVersion);

    /// <summary>Notes that a bucket is sealed in a stored version; false when it was opened on that version or a later one.</summary>
    ValueTask<bool> SealedAsync(BucketKey key, long storedVersion);
}
