namespace GaOrleans.Core.Reports.Queries;

/// <summary>The comparison that a query asks for.</summary>
/// <param name="Mode">Which range.</param>
/// <param name="DateRange">The range of <see cref="ComparisonMode.Custom"/>; null for the others.</param>
/// <param name="MatchDayOfWeek">Whether the other range is shifted by up to three days, so that it starts on the same day of the week.</param>
public sealed record ComparisonSpec(ComparisonMode Mode, DateRangeSpec? DateRange, bool MatchDayOfWeek);
