namespace GaOrleans.Core.Reports;

/// <summary>A span of time.</summary>
/// <param name="FromMs">First instant inside, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">First instant after it.</param>
public readonly record struct TimeRange(long FromMs, long ToMs);
