using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Reports;

/// <summary>Plans that have nothing in common but the views.</summary>
internal sealed class SeparateScan(IReportCalculator calculator, IReadOnlyList<BucketView> views, int parallelism) : IReportScan
{
    /// <inheritdoc/>
    public ReportTable Execute(ReportPlan plan) => calculator.Execute(plan, views, parallelism);
}
