namespace GaOrleans.Engine.Accounts;

/// <summary>A user's part in a merchant.</summary>
/// <param name="UserId">The user.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Role">What the user may.</param>
public sealed record Membership(string UserId, int MerchantId, MerchantRole Role);
