using Orleans.Concurrency;

namespace GaOrleans.Cluster.Sites;

/// <summary>
/// Knows which buckets a site has, in hours of one month; the key is <see cref="SiteMonth"/>. Durable before the first hit of a bucket counts,
/// so no report misses one. Writes that come together are stored together.
/// </summary>
[Alias("GaOrleans.SiteIndex")]
public interface ISiteIndexGrain : IGrainWithStringKey
{
    /// <summary>
    /// Notes that a bucket takes hits: from now on reports ask its grain. False when the site was deleted. <see cref="IndexedBucket.SealedVersion"/> is
    /// here the version that it was stored in last (0 for none), so that a sealing of it which is told late is not believed.
    /// </summary>
    [Alias("Opened"), AlwaysInterleave]
    ValueTask<bool> OpenedAsync(IndexedBucket bucket);

    /// <summary>
    /// Notes that a bucket is sealed in a version: from now on reports read what is stored. False when it was opened on that version or a later one:
    /// whoever owns the bucket then has to store it in a new version first.
    /// </summary>
    [Alias("Sealed"), AlwaysInterleave]
    ValueTask<bool> SealedAsync(IndexedBucket bucket);

    /// <summary>The buckets whose hour lies in a range (seconds since 1970), ordered by hour, then shard.</summary>
    [Alias("List"), AlwaysInterleave]
    ValueTask<IndexedBucket[]> ListAsync(long fromHour, long toHour);

    /// <summary>Lists nothing any more and refuses new buckets, for good: the site was deleted. Answers what there was; repeated, it answers the same.</summary>
    [Alias("Delete")]
    ValueTask<IndexedBucket[]> DeleteAsync();

    /// <summary>Forgets the buckets of a deleted site, after they were removed.</summary>
    [Alias("Forget")]
    ValueTask ForgetAsync();
}
