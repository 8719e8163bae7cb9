namespace GaOrleans.Cluster.Sites;

/// <summary>A bucket in the index of its site.</summary>
/// <param name="Hour">Its hour, seconds since 1970.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="SealedVersion">The version in which it is sealed; 0 while it is open and only its grain knows its content.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.IndexedBucket")]
public readonly record struct IndexedBucket([property: Id(0)] long Hour, [property: Id(1)] int Shard, [property: Id(2)] long SealedVersion);
