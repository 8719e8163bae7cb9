namespace GaOrleans.Cluster.Operations;

/// <summary>What a process told.</summary>
/// <param name="AgeMs">Milliseconds since.</param>
/// <param name="Health">A <see cref="Engine.Operations.ProcessHealth"/> as JSON.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.ToldHealth")]
public sealed record ToldHealth([property: Id(0)] long AgeMs, [property: Id(1)] byte[] Health);
