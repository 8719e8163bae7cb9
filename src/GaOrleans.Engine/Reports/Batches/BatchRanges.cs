using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports.Batches;

/// <summary>The ranges that the reports of a batch are about.</summary>
internal sealed class BatchRanges(IBucketReader reader, IReportCalculator calculator, ReportLimits limits, int site, ZoneRules zone)
{
    // What can be counted part by part and what cannot may be read differently.
    private readonly Dictionary<(TimeRange Range, bool Divisible), BatchRange> _ranges = [];

    /// <summary>Says that plans will be counted.</summary>
    /// <returns>Where to count them.</returns>
    public BatchRange Want(PlannedTables plans)
    {
        var views = new ReportViews(reader, calculator, site, zone, limits.VisitReachHours);
        var runner = new ReportRunner(calculator, limits, views);
        (TimeRange, bool) key = (plans.Main.Range, runner.IsDivisible(plans));
        if (!_ranges.TryGetValue(key, out BatchRange? range))
        {
            range = new BatchRange(calculator, limits, views, runner, key.Item2);
            _ranges.Add(key, range);
        }

        range.Want(plans);
        return range;
    }
}
