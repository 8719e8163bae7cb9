namespace GaOrleans.Cluster.Merchants;

/// <summary>Rows of a bucket.</summary>
/// <param name="Hour">Its hour, seconds since 1970.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Rows">Number of rows when last heard of.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.HourActivity")]
public readonly record struct HourActivity([property: Id(0)] long Hour, [property: Id(1)] int Shard, [property: Id(2)] int Rows);
