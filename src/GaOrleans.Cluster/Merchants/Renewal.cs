namespace GaOrleans.Cluster.Merchants;

/// <summary>What a silo learns when it renews its subscription.</summary>
/// <param name="KnownTo">Number of the change up to which everything is over, so that the next renewal need not look at it again.</param>
/// <param name="LastMerchant">No merchant has a higher number.</param>
/// <param name="ReadAll">The changes that it may have missed are not known any more: it has to read everything.</param>
/// <param name="Changes">Else the changes after the one it named.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.Renewal")]
public sealed record Renewal([property: Id(0)] long KnownTo, [property: Id(1)] int LastMerchant, [property: Id(2)] bool ReadAll, [property: Id(3), Immutable] ChangeMark[] Changes);
