namespace GaOrleans.Engine.Reports;

/// <summary>When a report began.</summary>
/// <param name="FreshToMs">The instant of freshness, asked before anything was read.</param>
/// <param name="NowMs">The clock.</param>
internal readonly record struct ReportMoment(long FreshToMs, long NowMs);
