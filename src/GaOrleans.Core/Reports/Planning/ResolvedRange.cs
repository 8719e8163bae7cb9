namespace GaOrleans.Core.Reports.Planning;

/// <summary>A date range with instants.</summary>
/// <param name="Range">What it covers.</param>
/// <param name="First">Its first day when it consists of whole days, else null.</param>
/// <param name="Last">Its last day when it consists of whole days, else null.</param>
/// <param name="ValidUntilMs">The instant from which on the same words may mean another range; <see cref="long.MaxValue"/> for never.</param>
public sealed record ResolvedRange(TimeRange Range, DateOnly? First, DateOnly? Last, long ValidUntilMs);
