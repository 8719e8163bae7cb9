namespace GaOrleans.Portal.Access;

/// <summary>A merchant as which staff looks around.</summary>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Reason">Why, in the words of whoever looks.</param>
/// <param name="UntilMs">When it ends by itself, in milliseconds since 1970 UTC.</param>
public sealed record ViewedMerchant(int MerchantId, string Name, string Reason, long UntilMs);
