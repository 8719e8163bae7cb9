using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Engine.Reports.Batches;

/// <summary>A range that several reports are about: read once, when it is first needed. Not safe for concurrent use.</summary>
internal sealed class BatchRange(IReportCalculator calculator, ReportLimits limits, ReportViews views, ReportRunner runner, bool divisible)
{
    private readonly List<PlannedTables> _wanted = [];
    private IReportScan? _scan;
    private CountedTables[]? _byDays;
    private bool _isRead;

    /// <summary>What was read, once something was counted.</summary>
    public ReportViews Views => views;

    /// <summary>Says that plans will be counted, before the first is.</summary>
    public void Want(PlannedTables plans) => _wanted.Add(plans);

    /// <summary>Counts plans that were wanted.</summary>
    /// <returns>The tables, or null when the range holds too much for plans that cannot be counted part by part.</returns>
    public async ValueTask<CountedTables?> CountAsync(PlannedTables plans, CancellationToken ct)
    {
        if (!_isRead) await ReadAsync(plans.Main.Range, ct);
        if (_byDays is not null) return _byDays[_wanted.IndexOf(plans)];
        return _scan is null ? null : plans.Count(plan =>
        {
            ct.ThrowIfCancellationRequested();
            return _scan.Execute(plan with { Stop = ct });
        });
    }

    private async ValueTask ReadAsync(TimeRange range, CancellationToken ct)
    {
        IReadOnlyList<BucketView>? all = await runner.TryReadAsync(range, divisible, ct);
        if (all is not null) _scan = calculator.Share(all, limits.Parallelism);
        else if (divisible) _byDays = await runner.CountByDaysAsync(_wanted, range, ct);
        _isRead = true;
    }
}
