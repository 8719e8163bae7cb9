using GaOrleans.Cluster.Sites;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Buckets;

/// <summary>The index grains of sites.</summary>
internal sealed class SiteBucketIndex(IGrainFactory grains) : IBucketIndex
{
    public ValueTask<bool> OpenedAsync(BucketKey key, long storedVersion) => IndexOf(key).OpenedAsync(new IndexedBucket(key.Hour, key.Shard, storedVersion));

    public ValueTask<bool> SealedAsync(BucketKey key, long storedVersion) => IndexOf(key).SealedAsync(new IndexedBucket(key.Hour, key.Shard, storedVersion));

    private ISiteIndexGrain IndexOf(BucketKey key) => grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(key));
}
