using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.TestKit.Hits;

/// <summary>Buckets and views from plain hits.</summary>
public static class BucketBuilding
{
    /// <summary>One bucket of hits that all belong to it, applied in the order given at log offsets 0, 1, 2 and so on of partition 0.</summary>
    public static Bucket Build(IEnumerable<Hit> hits, BucketLimits? limits = null)
    {
        Bucket? bucket = null;
        long offset = 0;
        foreach (Hit hit in hits)
        {
            bucket ??= new Bucket(new BucketKey(hit.Site, hit.Hour, hit.Shard), limits ?? BucketLimits.Default);
            bucket.Apply(HitBytes.Fields(hit), new LogPosition(0, offset++));
        }

        return bucket ?? throw new ArgumentException("a bucket is named by its hits: give at least one", nameof(hits));
    }

    /// <summary>All buckets that the hits belong to, by key.</summary>
    public static SortedDictionary<BucketKey, Bucket> BuildAll(IEnumerable<Hit> hits, BucketLimits? limits = null)
    {
        var buckets = new SortedDictionary<BucketKey, Bucket>();
        foreach (IGrouping<BucketKey, Hit> group in hits.GroupBy(hit => new BucketKey(hit.Site, hit.Hour, hit.Shard)))
            buckets.Add(group.Key, Build(group, limits));
        return buckets;
    }

    /// <summary>The view of a bucket of hits that all belong to it.</summary>
    public static BucketView View(IEnumerable<Hit> hits, SiteSymbols? symbols = null, BucketLimits? limits = null) =>
        BucketView.Of(Build(hits, limits), symbols ?? new SiteSymbols(), limits ?? BucketLimits.Default);
}
