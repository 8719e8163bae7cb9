namespace GaOrleans.Engine.Accounts;

/// <summary>Some entries of <see cref="AuditLog"/>.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Where the next page begins, for <see cref="AuditLog.ReadAsync"/>; null when there is nothing older. A page may be short, even empty, and yet have a next one.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? Next);
