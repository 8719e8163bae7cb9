using GaOrleans.Engine.Accounts;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// One form of an e-mail in the whole service. Identity's own form is in capitals, which makes one of addresses that the store keeps apart.
/// </summary>
internal sealed class EmailNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => NormalizeEmail(name);

    public string? NormalizeEmail(string? email) => EmailAddress.Normalise(email) ?? email;
}
