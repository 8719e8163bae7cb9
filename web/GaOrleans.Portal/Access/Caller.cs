using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Access;

/// <summary>The signed-in user who asks, as the user is at this moment.</summary>
/// <param name="User">The user; not disabled, and with the security stamp of the session.</param>
/// <param name="SecondFactor">Whether the session began with a second factor, which the user still has.</param>
/// <param name="Address">The network address of the request, or of the one that began the circuit; null when not known.</param>
/// <param name="Viewing">The merchant as which staff looks around; null for none.</param>
public sealed record Caller(User User, bool SecondFactor, string? Address, ViewedMerchant? Viewing)
{
    /// <summary>Whether the user is staff with all that it takes.</summary>
    public bool IsStaff => User.IsStaff && SecondFactor;

    /// <summary>An entry for the audit log about something that this user did.</summary>
    /// <param name="action">What, such as <c>merchant.suspend</c>.</param>
    /// <param name="subject">To what or whom, such as <c>merchant:12</c>.</param>
    /// <param name="detail">More, for people to read; null for nothing.</param>
    public AuditEntry Did(string action, string subject, string? detail = null) => new(0, User.Id, User.Email, action, subject, detail, Address);
}
