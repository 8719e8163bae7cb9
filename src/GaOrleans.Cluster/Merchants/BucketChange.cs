namespace GaOrleans.Cluster.Merchants;

/// <summary>What a bucket tells its merchant: a hint for the live view and for cached reports, at most one a second from a bucket.</summary>
/// <param name="Site">The site.</param>
/// <param name="Hour">The bucket's hour, seconds since 1970.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rows">Number of its rows.</param>
/// <param name="LastHitMs">Time of the hit applied last, milliseconds since 1970 UTC.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.BucketChange")]
public sealed record BucketChange(
    [property: Id(0)] int Site, [property: Id(1)] long Hour, [property: Id(2)] int Shard, [property: Id(3)] long Version, [property: Id(4)] int Rows,
    [property: Id(5)] long LastHitMs);
