using Orleans.Concurrency;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>Archives one partition of the event hub, through a consumer group of its own; the key is the partition's number.</summary>
[Alias("GaOrleans.EventArchiver")]
internal interface IEventArchiverGrain : IGrainWithIntegerKey
{
    /// <summary>Sequence number of the event before which everything is archived.</summary>
    [Alias("ArchivedSequence"), AlwaysInterleave]
    ValueTask<long> ArchivedSequenceAsync();

    /// <summary>Archives what the partition has now; for tests and before backups.</summary>
    [Alias("ArchiveNow"), AlwaysInterleave]
    ValueTask ArchiveNowAsync();
}
