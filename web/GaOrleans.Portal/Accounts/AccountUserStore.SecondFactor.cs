using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>Authenticator apps and recovery codes.</summary>
internal sealed partial class AccountUserStore : IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    private const string KeyPurpose = "GaOrleans.Portal.AuthenticatorKey.v1";

    private readonly IDataProtectionProvider _protection = protection;

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Change(user, user.User with { TwoFactorEnabled = enabled });

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.User.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Change(user, user.User with { AuthenticatorKey = Protector(user).Protect(key) });

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        if (user.User.AuthenticatorKey is not { } kept) return Task.FromResult<string?>(null);
        try
        {
            return Task.FromResult<string?>(Protector(user).Unprotect(kept));
        }
        catch (CryptographicException)
        {
            // Protected with keys that are lost: no code can be right any more, and recovery codes or staff have to help.
            return Task.FromResult<string?>(null);
        }
    }

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Change(user, user.User with { RecoveryCodeHashes = [.. recoveryCodes.Select(Hash)] });

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.User.RecoveryCodeHashes.Count);

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        string hash = Hash(code);
        string[] left = [.. user.User.RecoveryCodeHashes.Where(kept => kept != hash)];
        if (left.Length == user.User.RecoveryCodeHashes.Count) return Task.FromResult(false);
        user.User = user.User with { RecoveryCodeHashes = left };
        return Task.FromResult(true);
    }

    // Codes are 80 random bits (see RecoveryCodes), so that a plain hash cannot be searched; typing is forgiven dashes, spaces and small letters.
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecoveryCodes.Plain(code))));

    // A key that is copied to another user opens nothing there.
    private IDataProtector Protector(Account user) => _protection.CreateProtector(KeyPurpose, user.User.Id);
}
