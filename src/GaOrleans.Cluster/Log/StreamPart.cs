namespace GaOrleans.Cluster.Log;

/// <summary>The consecutive records of one stream in a part of a partition.</summary>
/// <param name="Namespace">The stream's namespace (<see cref="StreamNames"/>).</param>
/// <param name="Key">The stream's key.</param>
/// <param name="First">Offset of the first hit.</param>
/// <param name="Last">Offset of the last hit.</param>
/// <param name="Payload">For hits a <see cref="Streams.HitBundle"/>; else the payload of the last record.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.StreamPart")]
public sealed record StreamPart([property: Id(0)] string Namespace, [property: Id(1)] string Key, [property: Id(2)] long First, [property: Id(3)] long Last, [property: Id(4), Immutable] byte[] Payload);
