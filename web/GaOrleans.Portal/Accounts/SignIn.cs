using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Checks passwords, codes and recovery codes. Whoever tries learns whether it worked, and nothing of the reason: unknown and known, locked and
/// disabled accounts answer alike, and the work is the same; what is left of a difference <see cref="AnswerPause"/> hides.
/// </summary>
internal sealed class SignIn(AccountStore accounts, UserManager<Account> users, IPasswordHasher<Account> hasher, PasswordDecoy decoy, SignInRates rates, TimeProvider time)
{
    /// <summary>Checks e-mail and password.</summary>
    /// <param name="email">What was typed.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="address">From which network address.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<SignInOutcome> WithPasswordAsync(string? email, string? password, string? address, CancellationToken ct)
    {
        string? named = EmailAddress.Normalise(email);
        if (await rates.TakeAsync(address, named, ct) is { } wait) return new SignInOutcome(null, RetrySeconds: wait);
        User? user = named is null ? null : await accounts.FindByEmailAsync(named, ct);
        PasswordVerificationResult verdict = Verify(user, password ?? "");
        if (user is null || user.IsDisabled || LockRules.IsLocked(user, NowMs)) return SignInOutcome.Refused;
        if (verdict == PasswordVerificationResult.Failed || user.PasswordHash is null)
        {
            await ChangeAsync(user.Id, known => LockRules.Failed(known, NowMs), ct);
            return SignInOutcome.Refused;
        }

        // Failures are forgotten only when all that it takes was right.
        if (user.TwoFactorEnabled) return new SignInOutcome(user, NeedsCode: true);
        string? better = verdict == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(new Account(user), password!) : null;
        return await CompleteAsync(user, known => better is null ? known : known with { PasswordHash = better }, ct);
    }

    /// <summary>Checks the code of the authenticator app. Each code holds once.</summary>
    public async ValueTask<SignInOutcome> WithCodeAsync(User awaited, string? code, string? address, CancellationToken ct)
    {
        if (await BeginAsync(awaited, address, ct) is not { } user) return SignInOutcome.Refused;
        if (user.RetrySeconds is not null) return user;
        string? key = await users.GetAuthenticatorKeyAsync(new Account(user.User!));
        if (key is not null && Totp.StepOf(key, code, time.GetUtcNow(), user.User!.LastCodeStep) is { } step)
        {
            return await CompleteAsync(user.User, known => known.LastCodeStep < step ? known with { LastCodeStep = step } : null, ct);
        }

        await ChangeAsync(awaited.Id, known => LockRules.Failed(known, NowMs), ct);
        return SignInOutcome.Refused;
    }

    /// <summary>Checks a recovery code, which is used up.</summary>
    public async ValueTask<SignInOutcome> WithRecoveryCodeAsync(User awaited, string? code, string? address, CancellationToken ct)
    {
        if (await BeginAsync(awaited, address, ct) is not { } user) return SignInOutcome.Refused;
        if (user.RetrySeconds is not null) return user;
        var account = new Account(user.User!);
        if (!string.IsNullOrWhiteSpace(code) && (await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded)
        {
            return await CompleteAsync(account.User, known => known, ct);
        }

        await ChangeAsync(awaited.Id, known => LockRules.Failed(known, NowMs), ct);
        return SignInOutcome.Refused;
    }

    /// <summary>Checks the password of somebody who has signed in, before something that a thief of the session would like to do.</summary>
    /// <returns>Null when it is right, else the problem for people.</returns>
    public async ValueTask<string?> ConfirmAsync(Caller caller, string? password, CancellationToken ct)
    {
        if (await rates.TakeAsync(caller.Address, caller.User.Email, ct) is { } wait) return $"There were too many attempts. Try again in {wait} seconds.";
        if (LockRules.IsLocked(caller.User, NowMs)) return "The account is locked for some minutes after too many attempts.";
        if (Verify(caller.User, password ?? "") != PasswordVerificationResult.Failed && caller.User.PasswordHash is not null) return null;
        await ChangeAsync(caller.User.Id, known => LockRules.Failed(known, NowMs), ct);
        return "Your password is not right.";
    }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private PasswordVerificationResult Verify(User? user, string password)
    {
        // As long as it takes for everybody, also where there is nothing to compare with.
        string hash = user?.PasswordHash ?? decoy.Hash;
        string tried = password.Length <= PasswordRules.Longest ? password : password[..PasswordRules.Longest];
        PasswordVerificationResult verdict = hasher.VerifyHashedPassword(decoy.Account, hash, tried);
        return tried.Length == password.Length ? verdict : PasswordVerificationResult.Failed;
    }

    private async ValueTask<SignInOutcome?> BeginAsync(User awaited, string? address, CancellationToken ct)
    {
        if (await rates.TakeAsync(address, awaited.Email, ct) is { } wait) return new SignInOutcome(null, RetrySeconds: wait);
        User? user = await accounts.FindAsync(awaited.Id, ct);
        return user is null || user.IsDisabled || LockRules.IsLocked(user, NowMs) ? null : new SignInOutcome(user);
    }

    private async ValueTask<SignInOutcome> CompleteAsync(User user, Func<User, User?> change, CancellationToken ct) =>
        await ChangeAsync(user.Id, known => change(known) is { } changed ? LockRules.Succeeded(changed, NowMs) : null, ct) is { } kept
            ? new SignInOutcome(kept) : SignInOutcome.Refused;

    // Many attempts may come at the same time; every one of them counts.
    private async ValueTask<User?> ChangeAsync(string userId, Func<User, User?> change, CancellationToken ct)
    {
        while (await accounts.FindAsync(userId, ct) is { } user)
        {
            if (change(user) is not { } changed) return null;
            if (await accounts.ChangeAsync(changed, ct) is { } kept) return kept;
        }

        return null;
    }
}
