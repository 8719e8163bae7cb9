namespace GaOrleans.Core.Reports.Answers;

/// <summary>One number of an answer, rounded as API.md says.</summary>
/// <param name="Number">The number, or null where there is none.</param>
/// <param name="Currency">For an amount of money its currency; else null.</param>
public readonly record struct MetricValue(decimal? Number, string? Currency = null);
