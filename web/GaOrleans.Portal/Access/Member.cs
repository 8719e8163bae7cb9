using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Access;

/// <summary>A member of a merchant.</summary>
/// <param name="User">Who.</param>
/// <param name="Role">As what.</param>
public sealed record Member(User User, MerchantRole Role);
