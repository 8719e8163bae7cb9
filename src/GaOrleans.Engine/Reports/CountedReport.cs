using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Engine.Reports;

/// <summary>What was counted for a query.</summary>
/// <param name="Tables">Its own range; null when that holds too much.</param>
/// <param name="Comparison">The range that it is compared with; null when there is none or it holds too much.</param>
/// <param name="Spans">What was read.</param>
/// <param name="HasCutVisits">Whether a visit went on further than visits are followed.</param>
internal sealed record CountedReport(CountedTables? Tables, CountedTables? Comparison, IReadOnlyList<ReadSpan> Spans, bool HasCutVisits);
