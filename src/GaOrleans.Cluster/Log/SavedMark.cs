namespace GaOrleans.Cluster.Log;

/// <summary>Up to where a stream's records are in a saved bucket.</summary>
/// <param name="StreamKey">The stream.</param>
/// <param name="Through">Offset of the last saved hit.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.SavedMark")]
public readonly record struct SavedMark([property: Id(0)] string StreamKey, [property: Id(1)] long Through);
