using System.Security.Cryptography;
using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal.Admin;

/// <summary>What staff does with users. Nobody locks, disables or unmakes oneself: somebody has to be left who can undo it.</summary>
internal sealed class UserDesk(AccountStore accounts, AccountLinks links, TimeProvider time, AuditLog audit) : Desk(audit)
{
    /// <summary>How long a lock by staff holds.</summary>
    public static readonly TimeSpan LockLife = TimeSpan.FromHours(24);

    private const string Oneself = "Not your own account: ask a colleague.";
    private const int StampBytes = 16;

    /// <summary>Finds users by the beginning of their e-mail; who was looked for is written down.</summary>
    public async ValueTask<(string? Problem, IReadOnlyList<User> Users)> SearchAsync(Caller caller, string prefix, string? after, int count, CancellationToken ct)
    {
        string detail = prefix.Length == 0 ? "all" : $"beginning with {prefix}";
        if (await RevealAsync(caller, "user.search", "users", detail, ct) is { } problem) return (problem, []);
        return (null, await accounts.SearchAsync(prefix, after, count, ct));
    }

    /// <summary>The merchants that a user takes part in.</summary>
    public async ValueTask<(string? Problem, IReadOnlyList<Membership> Memberships)> MembershipsAsync(Caller caller, User user, CancellationToken ct)
    {
        if (await RevealAsync(caller, "user.memberships", Subject(user), null, ct) is { } problem) return (problem, []);
        return (null, await accounts.MembershipsOfAsync(user.Id, ct));
    }

    /// <summary>Mails a link to choose a new password.</summary>
    public ValueTask<string?> ResetAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        user.IsDisabled ? ValueTask.FromResult<string?>("The account is disabled, so no link is sent: enable it first.") : ReasonedAsync(caller, "user.reset", user, reason, async () =>
        {
            await links.SendResetAsync(user.Email, ct);
            return true;
        }, ct);

    /// <summary>Ends all sessions and refuses to sign in for a day.</summary>
    public ValueTask<string?> LockAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        IsOneself(caller, user) ?? ChangeAsync(caller, "user.lock", user, reason, found => found with { LockedUntilMs = (time.GetUtcNow() + LockLife).ToUnixTimeMilliseconds(), LockedByStaff = true, SecurityStamp = NewStamp() }, ct);

    /// <summary>Ends a lock, of staff or of failed attempts.</summary>
    public ValueTask<string?> UnlockAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        ChangeAsync(caller, "user.unlock", user, reason, found => found with { LockedUntilMs = null, LockedByStaff = false, FailedSignIns = 0 }, ct);

    /// <summary>Shuts a user out for good, sessions included.</summary>
    public ValueTask<string?> DisableAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        IsOneself(caller, user) ?? ChangeAsync(caller, "user.disable", user, reason, found => found with { IsDisabled = true, SecurityStamp = NewStamp() }, ct);

    /// <summary>Lets a user in again.</summary>
    public ValueTask<string?> EnableAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        ChangeAsync(caller, "user.enable", user, reason, found => found with { IsDisabled = false }, ct);

    /// <summary>Ends all sessions.</summary>
    public ValueTask<string?> EndSessionsAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        ChangeAsync(caller, "user.sessions", user, reason, found => found with { SecurityStamp = NewStamp() }, ct);

    /// <summary>Removes a second factor that the user has lost; sessions end, and the user is told.</summary>
    public ValueTask<string?> RemoveFactorAsync(Caller caller, User user, string? reason, CancellationToken ct) =>
        IsOneself(caller, user) ?? ReasonedAsync(caller, "user.second-factor", user, reason, async () =>
        {
            if (await accounts.FindAsync(user.Id, ct) is not { } found) return false;
            User without = found with { TwoFactorEnabled = false, AuthenticatorKey = null, RecoveryCodeHashes = [], SecurityStamp = NewStamp() };
            if (await accounts.ChangeAsync(without, ct) is null) return false;
            links.Warn(user.Email, "Your second factor was removed", "Support removed the second factor of your account. Signing in takes the password only until you set one up again.");
            return true;
        }, ct);

    /// <summary>Makes a user staff, or unmakes; sessions end, so that what begins then begins with a second factor.</summary>
    public ValueTask<string?> StaffAsync(Caller caller, User user, bool staff, string? reason, CancellationToken ct) =>
        IsOneself(caller, user) ?? ChangeAsync(caller, staff ? "user.staff" : "user.unstaff", user, reason, found => found with { IsStaff = staff, SecurityStamp = NewStamp() }, ct);

    private ValueTask<string?> ChangeAsync(Caller caller, string action, User user, string? reason, Func<User, User> change, CancellationToken ct) =>
        ReasonedAsync(caller, action, user, reason, async () =>
            // Of the user as it is now: a sign-in meanwhile is no reason to refuse.
            await accounts.FindAsync(user.Id, ct) is { } found && await accounts.ChangeAsync(change(found), ct) is not null, ct);

    private async ValueTask<string?> ReasonedAsync(Caller caller, string action, User user, string? reason, Func<ValueTask<bool>> change, CancellationToken ct) =>
        ProblemOf(reason) ?? await DoAsync(caller, action, Subject(user), $"{user.Email}: {reason}", change, ct);

    private static ValueTask<string?>? IsOneself(Caller caller, User user) => caller.User.Id == user.Id ? new ValueTask<string?>(Oneself) : null;

    private static string Subject(User user) => $"user:{user.Id}";

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(StampBytes));
}
