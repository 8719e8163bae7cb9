namespace GaOrleans.Cluster.Records;

/// <summary>Some records of a partition, in order.</summary>
/// <param name="Records">As many as fit into one answer.</param>
/// <param name="More">Whether fewer than wanted came although there may be more.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.ListedRecords")]
public readonly record struct ListedRecords([property: Id(0)] KeptRecord[] Records, [property: Id(1)] bool More);
