namespace GaOrleans.Engine.Accounts;

/// <summary>Which entries of <see cref="AuditLog"/> are wanted; what is null does not matter.</summary>
/// <param name="Actor">The id or the e-mail of who did it.</param>
/// <param name="Action">What the action begins with.</param>
/// <param name="Subject">The subject, whole.</param>
public sealed record AuditFilter(string? Actor = null, string? Action = null, string? Subject = null)
{
    /// <summary>Whether an entry is wanted.</summary>
    public bool Matches(AuditEntry entry) =>
        (Actor is null || entry.ActorId == Actor || string.Equals(entry.ActorEmail, Actor.Trim(), StringComparison.OrdinalIgnoreCase))
        && (Action is null || entry.Action.StartsWith(Action, StringComparison.Ordinal))
        && (Subject is null || entry.Subject == Subject);
}
