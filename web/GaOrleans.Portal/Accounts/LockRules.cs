using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Accounts;

/// <summary>Locks an account after failed attempts: every fifth one locks it, for five minutes at first and five more each time, up to an hour.</summary>
internal static class LockRules
{
    /// <summary>How many failures in a row lock the account.</summary>
    public const int Failures = 5;

    private static readonly long StepMs = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;
    private static readonly long MostMs = (long)TimeSpan.FromHours(1).TotalMilliseconds;
    private static readonly long ForgottenMs = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Whether signing in is refused at an instant.</summary>
    public static bool IsLocked(User user, long nowMs) => user.LockedUntilMs > nowMs;

    /// <summary>The user after a failed attempt. Failures before a lock that ended a day ago are forgotten.</summary>
    public static User Failed(User user, long nowMs)
    {
        int failures = (user.LockedUntilMs is { } until && until + ForgottenMs < nowMs ? 0 : user.FailedSignIns) + 1;
        if (failures % Failures != 0) return user with { FailedSignIns = failures };
        return user with { FailedSignIns = failures, LockedUntilMs = nowMs + Math.Min(MostMs, failures / Failures * StepMs) };
    }

    /// <summary>The user after signing in.</summary>
    public static User Succeeded(User user, long nowMs) => user with { FailedSignIns = 0, LockedUntilMs = null, LockedByStaff = false, LastSignInMs = nowMs };

    /// <summary>The user after showing by mail who it is: a lock of staff stays.</summary>
    public static User Proven(User user) => user.LockedByStaff ? user with { FailedSignIns = 0 } : user with { FailedSignIns = 0, LockedUntilMs = null };
}
