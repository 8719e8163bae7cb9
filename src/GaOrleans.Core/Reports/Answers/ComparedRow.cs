namespace GaOrleans.Core.Reports.Answers;

/// <summary>A row with its counterpart in the other range.</summary>
/// <param name="Row">The row.</param>
/// <param name="Other">Its counterpart, or null when the query compares nothing.</param>
/// <param name="Change">The change of each metric, or null when the query compares nothing.</param>
public readonly record struct ComparedRow(AnswerRow Row, AnswerRow? Other, MetricValue[]? Change);
