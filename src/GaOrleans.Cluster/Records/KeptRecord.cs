using GaOrleans.Engine.Records;

namespace GaOrleans.Cluster.Records;

/// <summary>A record as it is stored and sent between silos.</summary>
/// <param name="Key">The key.</param>
/// <param name="Version">Its version.</param>
/// <param name="Json">The content.</param>
/// <param name="Call">Number of the call that wrote it, by which a call that is made again without knowing finds itself.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.KeptRecord")]
public sealed record KeptRecord([property: Id(0)] string Key, [property: Id(1)] long Version, [property: Id(2)] string Json, [property: Id(3)] long Call)
{
    // What a record takes up beside its texts, roughly.
    private const int Overhead = 24;

    /// <summary>About how many bytes it takes up.</summary>
    internal int Bytes => Key.Length + Json.Length + Overhead;

    /// <summary>The record as its readers know it.</summary>
    internal StoredRecord ToStored() => new(Key, Version, Json);
}
