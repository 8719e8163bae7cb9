using GaOrleans.Engine.Accounts;

namespace GaOrleans.Portal.Admin;

/// <summary>What is looked for in the audit log, as it stands in addresses.</summary>
internal static class AuditQuery
{
    /// <summary>As a filter; what is blank does not matter.</summary>
    public static AuditFilter FilterOf(string? actor, string? action, string? subject) => new(Text(actor), Text(action), Text(subject));

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
