using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Execution.Tables;
using GaOrleans.Core.Visits;

namespace GaOrleans.Engine.Reports;

/// <summary>Counts with Core's executor.</summary>
/// <param name="tables">Keeps the visits of reports that are asked together.</param>
public sealed class CoreCalculator(VisitTables tables) : IReportCalculator
{
    /// <summary>Counts within limits.</summary>
    public CoreCalculator(ReportLimits limits) : this(new VisitTables(limits.VisitTableBytes))
    {
    }

    /// <summary>Counts within the default limits.</summary>
    public CoreCalculator() : this(new ReportLimits())
    {
    }

    /// <summary>Memory that the visits of reports that were asked together take.</summary>
    public long TableBytes => tables.SizeBytes;

    /// <inheritdoc/>
    public ReportTable Execute(ReportPlan plan, IReadOnlyList<BucketView> views, int parallelism) =>
        SharedScan.TryExecute(tables, plan, views, parallelism) ?? ReportExecutor.Execute(plan, views, parallelism);

    /// <inheritdoc/>
    public IReportScan Share(IReadOnlyList<BucketView> views, int parallelism) => new Scan(new SharedScan(tables, views, parallelism));

    /// <inheritdoc/>
    public bool CanAccumulate(ReportPlan plan) => ReportAccumulator.CanChunk(plan);

    /// <inheritdoc/>
    public IReportAccumulation Accumulate(ReportPlan plan, int parallelism) => new Accumulation(new ReportAccumulator(plan, parallelism));

    /// <inheritdoc/>
    public bool MayReachBefore(IReadOnlyList<BucketView> views, TimeRange loaded, TimeRange range) => VisitBoundary.MayReachBefore(views, loaded, range);

    /// <inheritdoc/>
    public bool MayReachAfter(IReadOnlyList<BucketView> views, TimeRange loaded, TimeRange range) => VisitBoundary.MayReachAfter(views, loaded, range);

    private sealed class Accumulation(ReportAccumulator accumulator) : IReportAccumulation
    {
        public void Add(TimeRange chunk, IReadOnlyList<BucketView> views) => accumulator.Add(chunk, views);

        public ReportTable Finish() => accumulator.Finish();
    }

    private sealed class Scan(SharedScan scan) : IReportScan
    {
        public ReportTable Execute(ReportPlan plan) => scan.Execute(plan);
    }
}
