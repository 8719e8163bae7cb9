using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Access;

namespace GaOrleans.Portal.Admin;

/// <summary>
/// Where staff does things. Each is written into the audit log before it is done: if it cannot be written, the exception is the end of it. What then cannot be
/// done after all is written too. Problems are sentences for people; null means done.
/// </summary>
internal abstract class Desk(AuditLog audit)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    protected const string Refused = "Only staff does this.";
    protected const string Outdated = "It was changed by somebody else meanwhile. Look at it again.";

    /// <summary>What is wrong with a reason, or null.</summary>
    public static string? ProblemOf(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) return "Say why: it goes into the audit log.";
        return reason.Length > LongestReason ? $"A reason has at most {LongestReason} characters." : null;
    }

    /// <summary>Writes what is about to be done, and does it.</summary>
    protected async ValueTask<string?> DoAsync(Caller caller, string action, string subject, string? detail, Func<ValueTask<bool>> change, CancellationToken ct)
    {
        if (!caller.IsStaff) return Refused;
        await audit.AppendAsync(caller.Did(action, subject, detail), ct);
        if (await change()) return null;
        await audit.AppendAsync(caller.Did(action + ".failed", subject, Outdated), ct);
        return Outdated;
    }

    /// <summary>Writes that something is about to be shown.</summary>
    protected async ValueTask<string?> RevealAsync(Caller caller, string action, string subject, string? detail, CancellationToken ct)
    {
        if (!caller.IsStaff) return Refused;
        await audit.AppendAsync(caller.Did(action, subject, detail), ct);
        return null;
    }
}
