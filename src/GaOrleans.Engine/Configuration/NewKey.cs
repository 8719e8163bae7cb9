namespace GaOrleans.Engine.Configuration;

/// <summary>A key just made.</summary>
/// <param name="Key">The key as kept.</param>
/// <param name="Secret">What its bearer sends; it is not stored and never shown again.</param>
public sealed record NewKey(ApiKey Key, string Secret);
