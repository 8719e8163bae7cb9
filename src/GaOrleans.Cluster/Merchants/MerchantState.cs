namespace GaOrleans.Cluster.Merchants;

/// <summary>What the storage of grains keeps of a merchant.</summary>
[GenerateSerializer, Alias("GaOrleans.MerchantState")]
public sealed class MerchantState
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "merchant";

    /// <summary>Grows with every change; 0 before the first.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The merchant's document; empty when there is none.</summary>
    [Id(1)]
    public byte[] Document { get; set; } = [];
}
