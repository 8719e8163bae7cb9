namespace GaOrleans.Cluster.Merchants;

/// <summary>What became of a change.</summary>
/// <param name="Stored">Whether it was made.</param>
/// <param name="Version">The merchant's version now.</param>
/// <param name="Current">When it was not made: the document that there is.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.PutAnswer")]
public readonly record struct PutAnswer([property: Id(0)] bool Stored, [property: Id(1)] long Version, [property: Id(2), Immutable] byte[]? Current);
