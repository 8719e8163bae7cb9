namespace GaOrleans.Engine.Reports.Batches;

/// <summary>A report that is computed together with others.</summary>
/// <param name="Number">Its place among the queries.</param>
/// <param name="Flight">Those who wait for it.</param>
/// <param name="Key">Where its answer is kept.</param>
internal readonly record struct BatchedFlight(int Number, ReportFlight Flight, CacheKey Key);
