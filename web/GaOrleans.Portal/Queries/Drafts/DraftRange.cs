namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>A date range as the query says it: a named one, or two dates or instants.</summary>
/// <param name="Name">Such as <c>30d</c>; null for two dates.</param>
/// <param name="From">First date or instant; null for a named range.</param>
/// <param name="To">Last date or instant; null for a named range.</param>
public sealed record DraftRange(string? Name, string? From = null, string? To = null)
{
    /// <summary>The last 30 days, with which a new query begins.</summary>
    public static DraftRange Default { get; } = new("30d");
}
