using Orleans.Concurrency;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// Owns one partition of the local log: its only writer, fenced by the lock of its folder and by an epoch that grows with every owner. The key is the
/// partition's number. Remembers which hits no bucket has saved yet, so that a bucket which lost its memory gets them again, and archives and trims the log.
/// </summary>
[Alias("GaOrleans.LogPartition")]
public interface ILogPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>Appends records (<see cref="LogBlock"/>) and answers when all of them are safely stored, or none that the answer does not name.</summary>
    [Alias("Append"), AlwaysInterleave]
    ValueTask<AppendAnswer> AppendAsync([Immutable] byte[] block);

    /// <summary>
    /// Reads what follows an offset, grouped by stream. Waits for something to come when there is nothing.
    /// </summary>
    /// <param name="from">The first offset wanted.</param>
    /// <param name="deliveredTo">The offset before which the caller has delivered everything; the next reader begins there.</param>
    /// <param name="maxBytes">About how much to answer at most; at least one record comes.</param>
    /// <param name="waitMs">How long to wait at most, in milliseconds.</param>
    [Alias("Read"), AlwaysInterleave]
    ValueTask<LogReading> ReadAsync(long from, long deliveredTo, int maxBytes, int waitMs);

    /// <summary>
    /// All records of a stream behind an offset that no bucket has saved, as of now, in one part; empty when there are none. Of more than some 32 MiB
    /// only the first come: <see cref="LogReading.More"/> says so, and <see cref="LogReading.Next"/> is the offset of the first that did not, else the log's end.
    /// </summary>
    [Alias("ReadStream"), AlwaysInterleave]
    ValueTask<LogReading> ReadStreamAsync(string streamKey, long after);

    /// <summary>Hears up to where streams are saved.</summary>
    [Alias("Saved"), AlwaysInterleave]
    ValueTask SavedAsync([Immutable] SavedMark[] marks);

    /// <summary>What the partition is doing.</summary>
    [Alias("Status"), AlwaysInterleave]
    ValueTask<PartitionStatus> StatusAsync();

    /// <summary>Archives everything there is and trims, now; for tests and before backups.</summary>
    [Alias("Archive")]
    ValueTask ArchiveAsync();
}
