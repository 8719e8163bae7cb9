using Orleans.Concurrency;

namespace GaOrleans.Cluster.Records;

/// <summary>
/// Owns the records of one partition; the key is <see cref="RecordPartitionNames.Of"/>. Changes are made one after the other; reads go on meanwhile and
/// see only what is stored.
/// </summary>
[Alias("GaOrleans.RecordPartition")]
internal interface IRecordPartitionGrain : IGrainWithStringKey
{
    /// <summary>A record, or null.</summary>
    [Alias("Find"), AlwaysInterleave]
    ValueTask<KeptRecord?> FindAsync(string key);

    /// <summary>The records behind a key, as many as fit into one answer.</summary>
    [Alias("List"), AlwaysInterleave]
    ValueTask<ListedRecords> ListAsync(string? after, int count);

    /// <summary>Creates or replaces a record; null when another version is there, unless it was written by the same call.</summary>
    [Alias("Put")]
    ValueTask<long?> PutAsync(string key, string json, long expected, long call);

    /// <summary>Deletes a record; false when another version is there, or none.</summary>
    [Alias("Delete")]
    ValueTask<bool> DeleteAsync(string key, long expected);
}
