namespace GaOrleans.Cluster.Merchants;

/// <summary>What the storage of grains keeps of a domain.</summary>
[GenerateSerializer, Alias("GaOrleans.DomainState")]
public sealed class DomainState
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "domain";

    /// <summary>The claim.</summary>
    [Id(0)]
    public DomainClaim Claim { get; set; }
}
