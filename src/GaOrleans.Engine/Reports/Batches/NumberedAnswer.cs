namespace GaOrleans.Engine.Reports.Batches;

/// <summary>The answer of one of several queries.</summary>
/// <param name="Number">The query's place among them, from 0.</param>
/// <param name="Answer">The answer.</param>
public readonly record struct NumberedAnswer(int Number, ReportAnswer Answer);
