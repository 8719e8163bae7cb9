namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>With what a query is compared.</summary>
/// <param name="Mode"><c>previous_period</c>, <c>year_over_year</c> or <c>custom</c>.</param>
/// <param name="Range">The range of <c>custom</c>; else null.</param>
/// <param name="MatchDayOfWeek">What the query says about days of the week; null when it says nothing.</param>
public sealed record DraftComparison(string Mode, DraftRange? Range = null, bool? MatchDayOfWeek = null);
