using GaOrleans.Core.Sites;

namespace GaOrleans.Engine.Storage;

/// <summary>
/// Keeps buckets with their watermarks. A checkpoint is one transaction: all of it is there after a crash, or nothing.
/// Every implementation passes the contract suite of the tests.
/// </summary>
public interface IBucketStore : IAsyncDisposable
{
    /// <summary>Saves a checkpoint: buckets, their watermarks and the log position from which recovery has to read.</summary>
    /// <exception cref="IOException">It could not be saved; nothing of it was.</exception>
    ValueTask SaveAsync(Checkpoint checkpoint, CancellationToken ct);

    /// <summary>Reads one bucket, or null when there is none.</summary>
    /// <exception cref="DamagedBucketException">Its bytes do not match their checksum.</exception>
    ValueTask<StoredBucket?> LoadAsync(BucketKey key, CancellationToken ct);

    /// <summary>The stored buckets of a site whose hour lies in [<paramref name="fromHour"/>, <paramref name="toHour"/>), ordered by key. Hours in seconds since 1970.</summary>
    ValueTask<IReadOnlyList<BucketInfo>> ListAsync(int site, long fromHour, long toHour, CancellationToken ct);

    /// <summary>The log position, for each partition, from which recovery has to read; empty before the first checkpoint.</summary>
    ValueTask<IReadOnlyList<Core.Hits.LogPosition>> RecoveryPositionsAsync(CancellationToken ct);

    /// <summary>Removes all buckets of a site.</summary>
    ValueTask DeleteSiteAsync(int site, CancellationToken ct);
}
