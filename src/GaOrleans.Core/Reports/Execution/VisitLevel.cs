namespace GaOrleans.Core.Reports.Execution;

/// <summary>A level of the grouping that is a visit dimension.</summary>
/// <param name="Code">Which code of the visit it follows from.</param>
/// <param name="Values">Its values.</param>
internal readonly record struct VisitLevel(VisitCode Code, DimensionValues Values);
