using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Storage;

/// <summary>
/// A bucket store on this machine, as the workers use it: they are threads, so they wait for the disk instead of awaiting it.
/// Safe for concurrent use, except that one caller saves at a time. Faults are <see cref="IOException"/>s.
/// </summary>
public interface ILocalBucketStore : IBucketStore
{
    /// <summary>Saves a checkpoint in one transaction. Its list of buckets is enumerated once.</summary>
    /// <returns>The version that all saved buckets have now; greater than any before.</returns>
    long Save(Checkpoint checkpoint);

    /// <summary>Reads one bucket, or null when there is none.</summary>
    /// <exception cref="DamagedBucketException">Its bytes do not match their checksum.</exception>
    StoredBucket? Load(BucketKey key);

    /// <summary>As <see cref="IBucketStore.ListAsync"/>.</summary>
    IReadOnlyList<BucketInfo> List(int site, long fromHour, long toHour);

    /// <summary>As <see cref="IBucketStore.RecoveryPositionsAsync"/>.</summary>
    IReadOnlyList<LogPosition> RecoveryPositions();

    /// <summary>The highest offset of the partition that any stored bucket has applied; -1 for none. The log has reached beyond it.</summary>
    long HighestWatermark(int partition);

    /// <summary>Stored buckets in open form whose hour starts before an instant, in seconds since 1970.</summary>
    IReadOnlyList<BucketKey> Unsealed(long beforeHour);

    /// <summary>Takes a damaged bucket out of the way, keeping its bytes.</summary>
    void Quarantine(BucketKey key, string reason);

    /// <summary>Buckets in quarantine.</summary>
    IReadOnlyList<BucketKey> Quarantined();

    /// <summary>Stored buckets whose hour starts at or after an instant, in seconds since 1970, of all sites.</summary>
    IReadOnlyList<BucketKey> Since(long hour);

    /// <summary>Removes all buckets of a site, also those in quarantine, and remembers in the same transaction that it was deleted.</summary>
    void DeleteSite(int site);

    /// <summary>The sites that were deleted.</summary>
    IReadOnlyList<int> DeletedSites();
}
