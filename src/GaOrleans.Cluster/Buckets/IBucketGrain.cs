using Orleans.Concurrency;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// The hits of one site in one of its hours, of one shard; the key is <see cref="BucketNames"/>. The only writer of the bucket: it consumes the stream
/// of its hits, checkpoints them with their watermarks, and answers for their present state.
/// </summary>
[Alias("GaOrleans.Bucket")]
public interface IBucketGrain : IGrainWithStringKey
{
    /// <summary>
    /// Waits until the hits of ranges of the log are applied, at most as long as <see cref="GaClusterOptions.AppliedWaitMs"/>, and tells for each range
    /// how many of them had been counted before; -1 for a range that is not applied in that time.
    /// </summary>
    /// <param name="ranges">The frames of a batch, one range each. Hits of other buckets may lie in between; they count nothing here.</param>
    [Alias("Applied"), AlwaysInterleave]
    ValueTask<int[]> AppliedAsync([Immutable] AppendedRange[] ranges);

    /// <summary>The bucket as it is now, all hits that the log has for it included; without bytes when its version is the one already known.</summary>
    [Alias("Read"), AlwaysInterleave]
    ValueTask<BucketReading> ReadAsync(long knownVersion);

    /// <summary>Catches up to an offset of a partition, saves, and tells the offset of the partition up to which its hits are saved.</summary>
    [Alias("Checkpoint")]
    ValueTask<long> CheckpointAsync(int partition, long through);

    /// <summary>Seals the bucket when its hour is over and quiet; false when it is too early.</summary>
    [Alias("Seal")]
    ValueTask<bool> SealAsync();

    /// <summary>Removes the bucket for good: its site was deleted.</summary>
    [Alias("Delete")]
    ValueTask DeleteAsync();
}
