namespace GaOrleans.Benchmarks.Reports;

/// <summary>A report that is timed.</summary>
/// <param name="Name">The name that duckdb.mjs uses too.</param>
/// <param name="Kind">Which interface answers it: <c>query</c>, <c>funnel</c>.</param>
/// <param name="Query">What is asked.</param>
internal sealed record YardstickReport(string Name, string Kind, string Query);
