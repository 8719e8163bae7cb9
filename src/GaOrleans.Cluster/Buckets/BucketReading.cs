namespace GaOrleans.Cluster.Buckets;

/// <summary>A bucket as it is at a moment.</summary>
/// <param name="Version">Differs between any two contents, also after the grain was moved or lost its memory; 0 for an empty bucket that nothing was ever stored of.</param>
/// <param name="Bytes">Its stored form (<see cref="Core.Buckets.BucketCodec"/>); null when the caller knows this version already, or when it is empty.</param>
/// <param name="Sealed">Whether the bytes are the sealed form.</param>
/// <param name="Rows">Number of rows.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.BucketReading")]
public sealed record BucketReading([property: Id(0)] long Version, [property: Id(1), Immutable] byte[]? Bytes, [property: Id(2)] bool Sealed, [property: Id(3)] int Rows);
