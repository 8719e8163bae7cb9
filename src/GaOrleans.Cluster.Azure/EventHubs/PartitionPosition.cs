namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>What a partition's tail has to know when it starts.</summary>
[GenerateSerializer, Alias("GaOrleans.PartitionPosition")]
public sealed class PartitionPosition
{
    /// <summary>Grows with every owner, so that the answers of one that was replaced are not believed.</summary>
    [Id(0)]
    public long Epoch { get; set; }

    /// <summary>Sequence number of the event before which all hits are in saved buckets.</summary>
    [Id(1)]
    public long SavedSequence { get; set; }
}
