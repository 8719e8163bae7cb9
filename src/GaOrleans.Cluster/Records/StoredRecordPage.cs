namespace GaOrleans.Cluster.Records;

/// <summary>What the storage of grains keeps of some neighbouring records of a partition.</summary>
[GenerateSerializer, Alias("GaOrleans.RecordPage")]
public sealed class StoredRecordPage
{
    /// <summary>The highest version that a record of the page ever had, also one that is deleted.</summary>
    [Id(0)]
    public long LastVersion { get; set; }

    /// <summary>The records in the order of their keys. Those behind the beginning of the next page are not the page's any more.</summary>
    [Id(1)]
    public KeptRecord[] Records { get; set; } = [];
}
