namespace GaOrleans.Cluster.Merchants;

/// <summary>Who claims a domain; also what the storage of grains keeps of it.</summary>
/// <param name="Merchant">The merchant; 0 when nobody ever did.</param>
/// <param name="Site">The site.</param>
/// <param name="Number">Grows with every claim.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.DomainClaim")]
public readonly record struct DomainClaim([property: Id(0)] int Merchant, [property: Id(1)] int Site, [property: Id(2)] long Number);
