namespace GaOrleans.Cluster.Merchants;

/// <summary>Who claims a domain.</summary>
/// <param name="Merchant">The merchant; 0 when nobody ever did.</param>
/// <param name="Site">The site.</param>
/// <param name="Number">Grows with every claim.</param>
/// <param name="Left">Whoever made it does not want the domain any more, or has had time enough to create the site: its merchant may be asked to exclude that it still will.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.DomainClaim")]
public readonly record struct DomainClaim([property: Id(0)] int Merchant, [property: Id(1)] int Site, [property: Id(2)] long Number, [property: Id(3)] bool Left = false);
