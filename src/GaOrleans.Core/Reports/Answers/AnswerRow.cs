namespace GaOrleans.Core.Reports.Answers;

/// <summary>One row of an answer.</summary>
/// <param name="Values">The value of each dimension; null where a comparison has no counterpart in time.</param>
/// <param name="TimeLabel">Index of the time label, or -1.</param>
/// <param name="Metrics">The metrics in the order of the query.</param>
public sealed record AnswerRow(IReadOnlyList<string?> Values, int TimeLabel, MetricValue[] Metrics);
