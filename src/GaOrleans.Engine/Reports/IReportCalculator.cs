using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Reports;

/// <summary>Counts. A seam for tests; the one implementation of the product is <see cref="CoreCalculator"/>.</summary>
public interface IReportCalculator
{
    /// <summary>Counts a plan over views that cover its range and the visits across its ends.</summary>
    ReportTable Execute(ReportPlan plan, IReadOnlyList<BucketView> views, int parallelism);

    /// <summary>Whether a plan can be counted part by part.</summary>
    bool CanAccumulate(ReportPlan plan);

    /// <summary>Starts to count a plan part by part.</summary>
    IReportAccumulation Accumulate(ReportPlan plan, int parallelism);

    /// <summary>Whether visits active in the range may have begun before the hours loaded.</summary>
    bool MayReachBefore(IReadOnlyList<BucketView> views, TimeRange loaded, TimeRange range);

    /// <summary>Whether visits active in the range may go on after the hours loaded.</summary>
    bool MayReachAfter(IReadOnlyList<BucketView> views, TimeRange loaded, TimeRange range);

    /// <summary>Starts to count several plans over the same views, which cover the range of each and the visits across its ends.</summary>
    /// <remarks>Each table is what <see cref="Execute"/> would give; work that plans have in common is done once.</remarks>
    IReportScan Share(IReadOnlyList<BucketView> views, int parallelism) => new SeparateScan(this, views, parallelism);
}
