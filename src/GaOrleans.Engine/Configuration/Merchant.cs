namespace GaOrleans.Engine.Configuration;

/// <summary>A customer: the owner of sites and keys.</summary>
/// <param name="Id">Number, positive.</param>
/// <param name="Name">Name for people.</param>
/// <param name="CreatedMs">Milliseconds since 1970 UTC.</param>
/// <param name="Suspended">Whether staff has suspended it: its hits are dropped and its keys refused.</param>
public sealed record Merchant(int Id, string Name, long CreatedMs, bool Suspended = false);
