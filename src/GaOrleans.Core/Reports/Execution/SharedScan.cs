using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution.Tables;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Counts several plans over the same views, each as <see cref="ReportExecutor.Execute"/> would. Visits are derived once, and again only for the visitors
/// of views that have changed since an earlier scan. Not safe for concurrent use.
/// </summary>
/// <param name="tables">What earlier scans have derived.</param>
/// <param name="views">As for <see cref="ReportExecutor.Execute"/>.</param>
/// <param name="parallelism">Most threads used.</param>
public sealed class SharedScan(VisitTables tables, IReadOnlyList<BucketView> views, int parallelism)
{
    // All visitors under a filter are what every percentage is a share of.
    private readonly Dictionary<string, ReportTable> _visitors = new(StringComparer.Ordinal);
    private bool _isReady;
    private VisitTable? _table, _changed;
    private LeftVisitors? _left;

    /// <summary>Counts a plan on its own where an earlier scan of the same views has left what makes that short.</summary>
    /// <returns>The table; null where it has not.</returns>
    /// <exception cref="OperationCanceledException"><see cref="ReportPlan.Stop"/> was cancelled.</exception>
    public static ReportTable? TryExecute(VisitTables tables, ReportPlan plan, IReadOnlyList<BucketView> views, int parallelism)
    {
        if (views.Count == 0 || tables.FindSame(views) is not { } table) return null;
        var compiled = new CompiledPlan(plan, views[0].Symbols);
        if (!TableScanner.IsShort(compiled)) return null;
        return new SharedScan(tables, views, parallelism) { _isReady = true, _table = table, _left = new LeftVisitors(table, []) }.Execute(compiled);
    }

    /// <summary>Counts a plan.</summary>
    /// <exception cref="OperationCanceledException"><see cref="ReportPlan.Stop"/> was cancelled.</exception>
    public ReportTable Execute(ReportPlan plan)
    {
        if (!_isReady) MakeReady(plan.Stop);
        if (plan.Dimensions.Count > 0 || plan.Counters != Counters.Visitors) return ExecuteNow(plan);
        string key = FilterKey.Of(plan);
        if (_visitors.TryGetValue(key, out ReportTable? known)) return known;
        return _visitors[key] = ExecuteNow(plan);
    }

    private ReportTable ExecuteNow(ReportPlan plan)
    {
        if (_table is null) return ReportExecutor.Execute(plan, views, parallelism);
        var compiled = new CompiledPlan(plan, views[0].Symbols);

        // Hours are counted from the views alone, without any visit.
        return compiled.IsByActivity && UnfilteredTotals.Suit(compiled) ? ReportExecutor.Execute(plan, views, parallelism) : Execute(compiled);
    }

    private ReportTable Execute(CompiledPlan compiled)
    {
        var builder = new TableBuilder(compiled);
        foreach (TableScanner scanner in Count(compiled, _table!)) builder.Add(scanner.Finish());
        ReportTable table = builder.Build(0, ReportExecutor.HasOtherRows(compiled, views));
        tables.Trim();
        return table;
    }

    private void MakeReady(CancellationToken stop)
    {
        _isReady = true;
        if (!tables.Suit(views) || tables.Find(views, parallelism, stop) is not { } difference) return;
        ulong[] visitors = difference.Visitors();
        if (visitors.Length > 0)
        {
            _changed = VisitTable.Make(views, visitors, parallelism, stop);
            if (_changed is null) return;
        }

        _left = new LeftVisitors(difference.Table, visitors);
        _table = difference.Table;
    }

    private TableScanner[] Count(CompiledPlan plan, VisitTable table)
    {
        ViewScan[] from = table.Read(plan.Columns, parallelism), changed = _changed?.Read(plan.Columns, parallelism) ?? [];
        int most = table.Slices.Length, all = most + (_changed?.Slices.Length ?? 0);
        var scanners = new TableScanner[Math.Clamp(parallelism, 1, Math.Max(1, all))];
        int next = -1;
        Selection? selection = table.SelectionOf(plan.Plan), others = _changed?.SelectionOf(plan.Plan);
        void Work(int worker)
        {
            var scanner = new TableScanner(plan);
            for (int slice = Interlocked.Increment(ref next); slice < all; slice = Interlocked.Increment(ref next))
            {
                plan.Plan.Stop.ThrowIfCancellationRequested();
                if (slice < most) scanner.Scan(table.Slices[slice], slice, from, selection, _left!.Of(slice));
                else scanner.Scan(_changed!.Slices[slice - most], slice - most, changed, others, []);
            }

            scanners[worker] = scanner;
        }

        if (scanners.Length == 1) Work(0);
        else Parallel.For(0, scanners.Length, new ParallelOptions { MaxDegreeOfParallelism = scanners.Length, CancellationToken = plan.Plan.Stop }, Work);
        return scanners;
    }
}
