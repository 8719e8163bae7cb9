using GaOrleans.Engine.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Keeps the users of ASP.NET Core Identity in <see cref="AccountStore"/>. The e-mail is the name to sign in with. Secrets of authenticator apps are
/// protected, recovery codes are hashed. Of two changes at the same time one fails, as Identity wants it.
/// </summary>
internal sealed partial class AccountUserStore(AccountStore accounts, IDataProtectionProvider protection) : IUserEmailStore<Account>
{
    private static readonly IdentityErrorDescriber Errors = new();

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        if (await accounts.AddAsync(user.User, cancellationToken) is not { } added) return IdentityResult.Failed(Errors.DuplicateEmail(user.User.Email));
        user.User = added;
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        if (await accounts.ChangeAsync(user.User, cancellationToken) is not { } changed) return IdentityResult.Failed(Errors.ConcurrencyFailure());
        user.User = changed;
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.DeleteAsync(user.User.Id, cancellationToken) == UserDeletion.Done ? IdentityResult.Success : IdentityResult.Failed(Errors.ConcurrencyFailure());

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Of(await accounts.FindAsync(userId, cancellationToken));

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => await FindByEmailAsync(normalizedUserName, cancellationToken);

    public async Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => Of(await accounts.FindByEmailAsync(normalizedEmail, cancellationToken));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.User.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.User.Email);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.User.Email);

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.User.Email);

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.User.Email);

    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.User.EmailConfirmed);

    // The name to sign in with is the e-mail, which has one form only: what Identity normalises is the same again.
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken)
    {
        string kept = EmailAddress.Normalise(email) ?? throw new ArgumentException("what is no e-mail cannot be that of a user; check before", nameof(email));
        return Change(user, user.User with { Email = kept });
    }

    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) => Change(user, user.User with { EmailConfirmed = confirmed });

    public void Dispose()
    {
        // It holds nothing.
    }

    private static Task Change(Account user, User changed)
    {
        user.User = changed;
        return Task.CompletedTask;
    }

    private static Account? Of(User? user) => user is null ? null : new Account(user);
}
