namespace GaOrleans.Cluster.Merchants;

/// <summary>A change that was begun.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Merchant">The merchant.</param>
/// <param name="Version">The version that it led to; 0 while that is not known.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.ChangeMark")]
public readonly record struct ChangeMark([property: Id(0)] long Number, [property: Id(1)] int Merchant, [property: Id(2)] long Version);
