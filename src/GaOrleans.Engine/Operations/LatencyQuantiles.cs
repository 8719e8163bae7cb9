namespace GaOrleans.Engine.Operations;

/// <summary>How long something took, of the observations of some time.</summary>
/// <param name="P50Ms">Half took no longer than this many milliseconds; an upper bound.</param>
/// <param name="P99Ms">99 of 100 took no longer.</param>
/// <param name="Count">Observations.</param>
public sealed record LatencyQuantiles(double P50Ms, double P99Ms, long Count);
