namespace GaOrleans.Engine.Accounts;

/// <summary>Something that was done, for <see cref="AuditLog"/>.</summary>
/// <param name="TimeMs">When, in milliseconds since 1970 UTC; set by the log.</param>
/// <param name="ActorId">The id of the user who did it.</param>
/// <param name="ActorEmail">The user's e-mail at that time.</param>
/// <param name="Action">What, such as <c>merchant.suspend</c>.</param>
/// <param name="Subject">To what or whom, such as <c>merchant:12</c>.</param>
/// <param name="Detail">More, for people to read; null for nothing.</param>
/// <param name="Address">The network address it was done from; null when not known.</param>
public sealed record AuditEntry(long TimeMs, string ActorId, string ActorEmail, string Action, string Subject, string? Detail, string? Address)
{
    /// <summary>The merchant whom it concerns: its owners see the entry too. Null when it concerns none, or is no business of its members.</summary>
    public int? MerchantId { get; init; }

    /// <summary>Whether staff did it, rather than somebody of the merchant.</summary>
    public bool ByStaff { get; init; }
}
