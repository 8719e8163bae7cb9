using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Engine.Reports.Batches;

/// <summary>A query of a batch and where it is counted.</summary>
internal sealed class BatchQuery(BatchedFlight flight, PlannedQuery asked, BatchRanges ranges)
{
    private readonly BatchRange _main = ranges.Want(asked.Plan.Tables);
    private readonly BatchRange? _comparison = asked.Plan.Comparison is { } comparison ? ranges.Want(comparison) : null;

    /// <summary>Its flight.</summary>
    public BatchedFlight Flight => flight;

    /// <summary>The query.</summary>
    public PlannedQuery Asked => asked;

    /// <summary>Counts it.</summary>
    public async ValueTask<CountedReport> CountAsync(CancellationToken ct)
    {
        CountedTables? tables = await _main.CountAsync(asked.Plan.Tables, ct);
        ReportViews read = _main.Views;
        if (tables is null || _comparison is null) return new CountedReport(tables, null, read.Spans, read.HasCutVisits);
        CountedTables? compared = await _comparison.CountAsync(asked.Plan.Comparison!, ct);
        ReportViews other = _comparison.Views;
        return new CountedReport(tables, compared, ReferenceEquals(read, other) ? read.Spans : [.. read.Spans, .. other.Spans], read.HasCutVisits || other.HasCutVisits);
    }
}
