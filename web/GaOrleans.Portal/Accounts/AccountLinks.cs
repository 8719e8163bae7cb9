using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Notices.Mailing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Links that are mailed: to reset a password, to confirm a new e-mail, to sign up, to join a merchant. Tokens of resets and confirmations hold
/// two hours and once: they contain the security stamp, which changes when they are used.
/// </summary>
internal sealed class AccountLinks(AccountStore accounts, UserManager<Account> users, PasswordDecoy decoy, IDataProtectionProvider protection, PublicAddress address, AccountMail mail)
{
    /// <summary>How long the links hold.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private const string SignUpPurpose = "GaOrleans.Portal.SignUp.v1";
    private const string Unasked = "If you did not ask for this, do nothing: without the link nothing changes.";

    /// <summary>Whether mails leave the machine; else they are in the service's log.</summary>
    public bool Delivers => mail.Delivers;

    /// <summary>Mails a link to reset the password to the user of an e-mail. For one whom nobody has, the same work is done and nothing is sent.</summary>
    public async ValueTask SendResetAsync(string? email, CancellationToken ct)
    {
        User? user = EmailAddress.Normalise(email) is { } named ? await accounts.FindByEmailAsync(named, ct) : null;
        string token = await users.GeneratePasswordResetTokenAsync(user is null ? decoy.Account : new Account(user));
        if (user is null or { IsDisabled: true }) return;
        string link = address.LinkTo($"/reset?user={user.Id}&token={Uri.EscapeDataString(token)}");
        // To the address that is kept, not to the one that was typed.
        mail.Send(new Mail(user.Email, "Reset your password", $"""
            Somebody asked to reset the password of your account. Follow this link within two hours to choose a new one:

            {link}

            {Unasked}
            """));
    }

    /// <summary>Sets a new password by the token of such a link. It ends all sessions and a lock after failures, and shows that the e-mail is the user's.</summary>
    /// <returns>Null when it is done, else why not.</returns>
    public async ValueTask<string?> ResetAsync(string? userId, string? token, string? password, CancellationToken ct)
    {
        const string Void = "The link holds no more: it was used, or is too old. Ask for another one.";
        if (string.IsNullOrEmpty(userId) || string.IsNullOrEmpty(token) || !Guid.TryParseExact(userId, "N", out _)) return Void;
        if (await accounts.FindAsync(userId, ct) is not { IsDisabled: false } user) return Void;
        var account = new Account(LockRules.Proven(user with { EmailConfirmed = true }));
        IdentityResult result = await users.ResetPasswordAsync(account, token, password ?? "");
        if (result.Succeeded)
        {
            Warn(user.Email, "Your password was changed", "The password of your account was set anew by a link that was mailed to you.");
            return null;
        }

        return result.Errors.FirstOrDefault(error => error.Code == PasswordRules.Code)?.Description ?? Void;
    }

    /// <summary>Mails a link that confirms a new e-mail to that e-mail, unless somebody has it; nobody is told.</summary>
    public async ValueTask SendEmailChangeAsync(User user, string email, CancellationToken ct)
    {
        string token = await users.GenerateChangeEmailTokenAsync(new Account(user), email);
        if (await accounts.FindByEmailAsync(email, ct) is not null) return;
        string link = address.LinkTo($"/account/email?email={Uri.EscapeDataString(email)}&token={Uri.EscapeDataString(token)}");
        mail.Send(new Mail(email, "Confirm your new e-mail", $"""
            You asked to sign in with this e-mail from now on. Follow this link within two hours to confirm that it is yours:

            {link}

            {Unasked}
            """));
    }

    /// <summary>Mails a link with which somebody joins a merchant.</summary>
    /// <returns>The link.</returns>
    public string SendInvitation(Invitation invitation, string token, string merchant, string by)
    {
        string link = address.LinkTo($"/invitation/{token}");
        mail.Send(new Mail(invitation.Email, $"You are invited to the analytics of {merchant}", $"""
            {by} invites you to look at the analytics of {merchant}. Follow this link within {AccountStore.InvitationLife.Days} days to join:

            {link}

            If you do not know them, do nothing.
            """));
        return link;
    }

    /// <summary>Mails a link with which somebody may sign up; to one who has an account, a mail that says so. The answer is the same.</summary>
    public async ValueTask SendSignUpAsync(string email, CancellationToken ct)
    {
        string token = protection.CreateProtector(SignUpPurpose).ToTimeLimitedDataProtector().Protect(email, Life);
        if (await accounts.FindByEmailAsync(email, ct) is { } user)
        {
            mail.Send(new Mail(user.Email, "You have an account", $"""
                Somebody asked to sign up with your e-mail. You have an account already: {address.LinkTo("/signin")}

                If it was not you, do nothing.
                """));
            return;
        }

        string link = address.LinkTo($"/signup?token={Uri.EscapeDataString(token)}");
        mail.Send(new Mail(email, "Sign up", $"""
            Follow this link within two hours to sign up:

            {link}

            {Unasked}
            """));
    }

    /// <summary>The e-mail for which a link to sign up was made; null when it holds no more.</summary>
    public string? EmailOfSignUp(string? token)
    {
        if (string.IsNullOrEmpty(token)) return null;
        try
        {
            return protection.CreateProtector(SignUpPurpose).ToTimeLimitedDataProtector().Unprotect(token);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or never ours.
            return null;
        }
    }

    /// <summary>Tells a user about a change of the account, so that nobody makes one unnoticed.</summary>
    public void Warn(string email, string subject, string what) => mail.Send(new Mail(email, subject, $"""
        {what}

        If it was not you, reset your password at once: {address.LinkTo("/forgot")}
        """));
}
