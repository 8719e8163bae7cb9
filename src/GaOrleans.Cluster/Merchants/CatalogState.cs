namespace GaOrleans.Cluster.Merchants;

/// <summary>What the storage of grains keeps of the catalog.</summary>
[GenerateSerializer, Alias("GaOrleans.CatalogState")]
public sealed class CatalogState
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "catalog";

    /// <summary>No merchant has a higher number.</summary>
    [Id(0)]
    public int LastMerchant { get; set; }

    /// <summary>Nothing else has a higher number.</summary>
    [Id(1)]
    public long LastNumber { get; set; }

    /// <summary>Number of the last change.</summary>
    [Id(2)]
    public long LastChange { get; set; }

    /// <summary>The latest changes in the order of their numbers, and all that are not over.</summary>
    [Id(3)]
    public ChangeMark[] Changes { get; set; } = [];

    /// <summary>The silos that hear of changes.</summary>
    [Id(4)]
    public Subscriber[] Subscribers { get; set; } = [];

    /// <summary>The secrets of the service by name.</summary>
    [Id(5)]
    public Dictionary<string, byte[]> Secrets { get; set; } = [];

    /// <summary>The number of the change up to which everything was over when this was stored: what came later may have been under way.</summary>
    public long KnownTo => Changes.Length == 0 ? LastChange : Changes[0].Number - 1;
}
