namespace GaOrleans.Cluster.Quotas;

/// <summary>Tokens that a silo may give out.</summary>
/// <param name="Granted">How many.</param>
/// <param name="WaitMs">When there are none: how long it takes until there may be one, in milliseconds.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.RateLease")]
public readonly record struct RateLease([property: Id(0)] int Granted, [property: Id(1)] int WaitMs);
