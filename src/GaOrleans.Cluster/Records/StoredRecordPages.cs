namespace GaOrleans.Cluster.Records;

/// <summary>What the storage of grains keeps of a partition with more than one page: which there are.</summary>
[GenerateSerializer, Alias("GaOrleans.RecordPages")]
public sealed class StoredRecordPages
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "record-pages";

    /// <summary>The pages in order; the first begins with the empty key. Empty when there is only the first page.</summary>
    [Id(0)]
    public RecordPageEntry[] Pages { get; set; } = [];
}
