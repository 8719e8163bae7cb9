namespace GaOrleans.Engine.Accounts;

/// <summary>An invitation to take part in a merchant, for whoever has the e-mail and the token. Times are milliseconds since 1970 UTC.</summary>
/// <param name="Id">Tells invitations of a merchant apart; derived from the token, which cannot be told from it.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Email">Who is invited, in the form of <see cref="EmailAddress.Normalise"/>.</param>
/// <param name="Role">What the user will be.</param>
/// <param name="InvitedBy">The id of the user who invites.</param>
/// <param name="CreatedMs">When.</param>
/// <param name="ExpiresMs">From when on it is void.</param>
public sealed record Invitation(string Id, int MerchantId, string Email, MerchantRole Role, string InvitedBy, long CreatedMs, long ExpiresMs);
