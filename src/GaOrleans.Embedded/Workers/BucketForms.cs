using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>Turns buckets into what is stored and back.</summary>
internal static class BucketForms
{
    /// <summary>A stored bucket as one that hits can be applied to.</summary>
    /// <exception cref="DamagedBucketException">The bytes are damaged.</exception>
    internal static Bucket Open(StoredBucket stored, BucketLimits limits)
    {
        if (!BucketCodec.TryReadBucket(stored.Bytes, stored.Key, limits, out Bucket? bucket)) throw new DamagedBucketException(stored.Key, "its content is damaged or of an unknown version");
        bucket!.RestoreWatermarks(stored.Watermarks);
        return bucket;
    }

    /// <summary>A stored bucket as reports read it.</summary>
    /// <exception cref="DamagedBucketException">The bytes are damaged.</exception>
    internal static BucketView View(StoredBucket stored, SiteSymbols symbols, BucketLimits limits) =>
        BucketCodec.TryOpenView(stored.Bytes, stored.Key, symbols, limits, out BucketView? view)
            ? view!
            : throw new DamagedBucketException(stored.Key, "its content is damaged or of an unknown version");
}
