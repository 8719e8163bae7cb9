using GaOrleans.Core.Reports;
using GaOrleans.Engine.Notices.Judging;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>A period that an alert looked at, and what came out.</summary>
/// <param name="Period">The period.</param>
/// <param name="Verdict">What came out.</param>
/// <param name="Currency">For amounts of money their currency; else null.</param>
public sealed record Watched(TimeRange Period, Verdict Verdict, string? Currency);
