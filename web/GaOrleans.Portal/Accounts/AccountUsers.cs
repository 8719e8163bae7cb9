using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GaOrleans.Portal.Accounts;

/// <summary>Identity's operations on users, with recovery codes of our own.</summary>
internal sealed class AccountUsers(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> users,
    IEnumerable<IPasswordValidator<Account>> passwords, ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Account>> logger)
    : UserManager<Account>(store, options, hasher, users, passwords, normalizer, errors, services, logger)
{
    /// <summary>Gives a user the key of an authenticator app, not stored yet.</summary>
    public Task SetKeyAsync(Account account, string key, CancellationToken ct) => ((IUserAuthenticatorKeyStore<Account>)Store).SetAuthenticatorKeyAsync(account, key, ct);

    protected override string CreateTwoFactorRecoveryCode() => RecoveryCodes.Make();
}
