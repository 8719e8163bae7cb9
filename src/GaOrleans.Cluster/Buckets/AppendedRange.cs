namespace GaOrleans.Cluster.Buckets;

/// <summary>Where hits came to stand in the log.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="First">Offset of the first hit.</param>
/// <param name="Last">Offset of the last hit.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.AppendedRange")]
public readonly record struct AppendedRange([property: Id(0)] int Partition, [property: Id(1)] long First, [property: Id(2)] long Last);
