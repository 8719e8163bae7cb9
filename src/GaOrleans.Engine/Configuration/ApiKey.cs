namespace GaOrleans.Engine.Configuration;

/// <summary>A key as kept: never the secret itself.</summary>
/// <param name="Id">Number.</param>
/// <param name="MerchantId">Whose; 0 for staff keys.</param>
/// <param name="SiteId">The only site it reaches, or null for all of the merchant's.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Prefix">The first characters of the secret, to recognise it by.</param>
/// <param name="CreatedMs">Milliseconds since 1970 UTC.</param>
public sealed record ApiKey(long Id, int MerchantId, int? SiteId, string Name, KeyScopes Scopes, string Prefix, long CreatedMs);
