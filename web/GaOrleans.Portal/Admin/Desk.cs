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
        if (!PlainName.IsPlain(reason)) return "The reason has characters in it that cannot be shown.";
        return reason.Length > LongestReason ? $"A reason has at most {LongestReason} characters." : null;
    }

    /// <summary>Writes what is about to be done, and does it.</summary>
    /// <param name="caller">Who does it.</param>
    /// <param name="action">What.</param>
    /// <param name="subject">To what or whom.</param>
    /// <param name="detail">Why, and more.</param>
    /// <param name="change">Does it; false when it was not done.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="merchantId">The merchant whose owners are to see it; null for none.</param>
    protected async ValueTask<string?> DoAsync(Caller caller, string action, string subject, string? detail, Func<ValueTask<bool>> change, CancellationToken ct, int? merchantId = null)
    {
        if (!caller.IsStaff) return Refused;
        return await audit.DoAsync(caller.Did(action, subject, detail) with { ByStaff = true, MerchantId = merchantId }, change, ct) ? null : Outdated;
    }

    /// <summary>Writes that something is about to be shown.</summary>
    protected async ValueTask<string?> RevealAsync(Caller caller, string action, string subject, string? detail, CancellationToken ct, int? merchantId = null)
    {
        if (!caller.IsStaff) return Refused;
        await audit.AppendAsync(caller.Did(action, subject, detail) with { ByStaff = true, MerchantId = merchantId }, ct);
        return null;
    }
}
