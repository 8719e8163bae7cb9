namespace GaOrleans.Core.Reports;

/// <summary>One group of a <see cref="ReportTable"/>.</summary>
/// <param name="Values">The value of each dimension of the plan, in its order; for the time dimension the label.</param>
/// <param name="TimeLabel">Index of the time label, or -1 without a time dimension.</param>
/// <param name="Totals">Its counters.</param>
public sealed record ReportGroup(IReadOnlyList<string> Values, int TimeLabel, GroupTotals Totals);
