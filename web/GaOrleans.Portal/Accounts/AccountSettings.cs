using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// What users change of their own account. Whatever a thief of a session would like to change takes the password again, ends all other sessions and is
/// told by mail. Problems are sentences for people; null means done.
/// </summary>
internal sealed class AccountSettings(AccountStore accounts, AccountUsers users, AccountLinks links, SignIn checks, Sessions sessions, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 100;

    private const string PendingPurpose = "GaOrleans.Portal.PendingAuthenticatorKey.v1";
    private const string Outdated = "Your account was changed meanwhile. Load the page again.";
    private static readonly TimeSpan PendingLife = TimeSpan.FromMinutes(30);

    /// <summary>Changes the name.</summary>
    public async ValueTask<string?> RenameAsync(Caller caller, string name, CancellationToken ct)
    {
        string kept = name.Trim();
        if (kept.Length > LongestName) return $"A name has at most {LongestName} characters.";
        return !PlainName.IsPlain(kept) ? "The name has characters in it that cannot be shown." : await accounts.ChangeAsync(caller.User with { Name = kept }, ct) is null ? Outdated : null;
    }

    /// <summary>Changes the password.</summary>
    public async ValueTask<string?> ChangePasswordAsync(HttpContext http, Caller caller, string? password, string? next)
    {
        if (await checks.ConfirmAsync(caller, password, http.RequestAborted) is { } problem) return problem;
        IdentityResult result = await users.ChangePasswordAsync(new Account(caller.User), password!, next ?? "");
        if (!result.Succeeded) return result.Errors.FirstOrDefault(error => error.Code == PasswordRules.Code)?.Description ?? Outdated;
        await RenewAsync(http, caller.User.Id, caller.SecondFactor);
        links.Warn(caller.User.Email, "Your password was changed", "The password of your account was changed.");
        return null;
    }

    /// <summary>Mails a link to confirm a new e-mail. Whether somebody has it already is not told.</summary>
    public async ValueTask<string?> AskForEmailAsync(Caller caller, string? email, string? password, CancellationToken ct)
    {
        if (EmailAddress.Normalise(email) is not { } next) return "This is no e-mail address.";
        if (next == caller.User.Email) return "This is your e-mail already.";
        if (await checks.ConfirmAsync(caller, password, ct) is { } problem) return problem;
        await links.SendEmailChangeAsync(caller.User, next, ct);
        return null;
    }

    /// <summary>Changes the e-mail by the token of such a link.</summary>
    public async ValueTask<string?> ChangeEmailAsync(HttpContext http, Caller caller, string? email, string? token)
    {
        const string Void = "The link holds no more: it was used, is too old, or is for another account than the one you are signed in with.";
        if (EmailAddress.Normalise(email) is not { } next || string.IsNullOrEmpty(token)) return Void;
        if (!(await users.ChangeEmailAsync(new Account(caller.User), next, token)).Succeeded) return Void;
        await RenewAsync(http, caller.User.Id, caller.SecondFactor);
        links.Warn(caller.User.Email, "Your e-mail was changed", $"Signing in to your account takes the e-mail {next} from now on.");
        return null;
    }

    /// <summary>Ends all sessions, this one too.</summary>
    public async ValueTask EndAllSessionsAsync(HttpContext http, Caller caller)
    {
        await users.UpdateSecurityStampAsync(new Account(caller.User));
        await http.SignOutAsync(Sessions.Scheme);
    }

    /// <summary>A new key for an authenticator app, and the same protected, for the form that comes back with the first code.</summary>
    public (string Key, string Pending) OfferKey(Caller caller)
    {
        string key = Totp.MakeKey();
        return (key, Pending(caller).Protect(key, PendingLife));
    }

    /// <summary>The key of a form that came back; null when it is too old.</summary>
    public string? KeyOf(Caller caller, string? pending)
    {
        try
        {
            return string.IsNullOrEmpty(pending) ? null : Pending(caller).Unprotect(pending);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or never ours.
            return null;
        }
    }

    /// <summary>Begins to ask for a second factor, and signs in with it.</summary>
    /// <returns>The recovery codes, which are shown this once; or the problem.</returns>
    public async ValueTask<(IReadOnlyList<string>? Codes, string? Problem)> EnableAsync(HttpContext http, Caller caller, string key, string? code, string? password)
    {
        if (await checks.ConfirmAsync(caller, password, http.RequestAborted) is { } problem) return (null, problem);
        if (Totp.StepOf(key, code, time.GetUtcNow(), 0) is not { } step) return (null, "The code is not right. Check the time of your phone, wait for the next code and try again.");
        var account = new Account(caller.User with { TwoFactorEnabled = true, LastCodeStep = step });
        await users.SetKeyAsync(account, key, http.RequestAborted);
        return await FinishFactorAsync(http, account, "A second factor was set up", "Signing in to your account takes a code of an authenticator app from now on.");
    }

    /// <summary>Replaces the recovery codes.</summary>
    public async ValueTask<(IReadOnlyList<string>? Codes, string? Problem)> RenewCodesAsync(HttpContext http, Caller caller, string? password)
    {
        if (await checks.ConfirmAsync(caller, password, http.RequestAborted) is { } problem) return (null, problem);
        if (!caller.User.TwoFactorEnabled) return (null, Outdated);
        return await FinishFactorAsync(http, new Account(caller.User), "Your recovery codes were replaced", "New recovery codes were made for your account; the old ones hold no more.");
    }

    /// <summary>Asks for no second factor any more.</summary>
    public async ValueTask<string?> DisableAsync(HttpContext http, Caller caller, string? password)
    {
        if (await checks.ConfirmAsync(caller, password, http.RequestAborted) is { } problem) return problem;
        var account = new Account(caller.User with { TwoFactorEnabled = false, AuthenticatorKey = null, RecoveryCodeHashes = [] });
        if (!(await users.UpdateSecurityStampAsync(account)).Succeeded) return Outdated;
        await RenewAsync(http, caller.User.Id, secondFactor: false);
        links.Warn(caller.User.Email, "The second factor was removed", "Signing in to your account takes the password only from now on.");
        return null;
    }

    private ITimeLimitedDataProtector Pending(Caller caller) => protection.CreateProtector(PendingPurpose, caller.User.Id).ToTimeLimitedDataProtector();

    private async ValueTask<(IReadOnlyList<string>? Codes, string? Problem)> FinishFactorAsync(HttpContext http, Account account, string subject, string what)
    {
        IEnumerable<string>? codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes.Count);
        if (codes is null || !(await users.UpdateSecurityStampAsync(account)).Succeeded) return (null, Outdated);
        await RenewAsync(http, account.User.Id, secondFactor: true);
        links.Warn(account.User.Email, subject, what);
        return ([.. codes], null);
    }

    // The stamp has changed, which ends all sessions; this one goes on with the new one.
    private async ValueTask RenewAsync(HttpContext http, string userId, bool secondFactor)
    {
        if (await accounts.FindAsync(userId, http.RequestAborted) is { } user) await sessions.SignInAsync(http, user, secondFactor);
    }
}
