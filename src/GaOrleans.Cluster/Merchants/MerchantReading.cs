namespace GaOrleans.Cluster.Merchants;

/// <summary>A merchant's configuration as it is.</summary>
/// <param name="Version">Its version; 0 when there was never anything.</param>
/// <param name="Document">Its document; empty when there is none.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.MerchantReading")]
public readonly record struct MerchantReading([property: Id(0)] long Version, [property: Id(1), Immutable] byte[] Document);
