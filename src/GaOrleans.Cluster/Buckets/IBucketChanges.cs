using GaOrleans.Cluster.Merchants;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Tells merchants what changed in their buckets, as a hint that may be lost.</summary>
public interface IBucketChanges
{
    /// <summary>Sends a change to the merchant of its site. Returns at once and never throws.</summary>
    void Tell(BucketChange change);
}
