namespace GaOrleans.Engine.Configuration;

/// <summary>What a first start created.</summary>
/// <param name="Merchant">The demo merchant.</param>
/// <param name="Site">Its site.</param>
/// <param name="Secret">Its key for sending, reading and managing; shown once.</param>
public sealed record Bootstrapped(Merchant Merchant, Site Site, string Secret);
