using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Counts a plan over bucket views, exactly, as API.md defines. What API.md leaves open:
/// <list type="bullet">
/// <item>A visitor counts where one of its visits counts.</item>
/// <item>A duration is the difference of last and first hit in milliseconds, divided by 1000, the fraction left out.</item>
/// <item>A visit that goes on after the range counts in the range's last slot where it counts by its last activity.</item>
/// <item>With conditions on events or event dimensions, a visit counts in its own slots (those of its activity), once for each group that one of its events in the range belongs to.</item>
/// <item>Engagement events select no visit. Their scroll depth and time count where they pass the filter themselves, under their own name and page.</item>
/// <item>Under a page filter, a visit has entered at the page when the filter could hold for its entry page, conditions on events other than the page being open.</item>
/// <item>A group is in the table when one of the counters asked for is not 0; revenue, scroll and engagement bring those of events along.</item>
/// <item>Where the filter asks for goals by name, event:goal groups by these only.</item>
/// </list>
/// </summary>
public static class ReportExecutor
{
    /// <summary>Counts a plan.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="views">Views of one site with the same symbols, ordered by hour, then shard. They reach beyond the range as far as visits do (<see cref="Visits.VisitBoundary"/>).</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <exception cref="OperationCanceledException"><see cref="ReportPlan.Stop"/> was cancelled.</exception>
    public static ReportTable Execute(ReportPlan plan, IReadOnlyList<BucketView> views, int parallelism)
    {
        var compiled = new CompiledPlan(plan, views.Count > 0 ? views[0].Symbols : new SiteSymbols());
        var builder = new TableBuilder(compiled);
        foreach (GroupTree tree in CountAll(compiled, Read(compiled, plan.Range, views, sketchVisitors: false, parallelism), parallelism)) builder.Add(tree);
        return builder.Build(0, HasOtherRows(compiled, views));
    }

    /// <summary>Makes views readable for a chunk of a plan's range.</summary>
    internal static ScanRange Read(CompiledPlan plan, TimeRange chunk, IReadOnlyList<BucketView> views, bool sketchVisitors, int parallelism)
    {
        ViewPreparation.Prepare(views, plan.Columns, parallelism);
        ViewScan[] scans = ShardMerger.Read(views, plan.Columns);
        var bounds = new ViewBounds[scans.Length];
        for (int i = 0; i < scans.Length; i++) bounds[i] = new ViewBounds(scans[i], plan.Plan.Range, chunk, plan.Plan.Slots);
        return new ScanRange(scans, bounds, chunk, sketchVisitors, plan.Plan.Stop);
    }

    /// <summary>Counts the part of a plan that belongs to a chunk of its range, the long way.</summary>
    internal static IEnumerable<VisitorCounter> Count(CompiledPlan plan, ScanRange scan, int parallelism) =>
        SliceRunner.Run(scan, parallelism, (table, memory) => new SliceScanner(plan, scan, table, memory)).Select(scanner => scanner.Counter);

    private static IEnumerable<GroupTree> CountAll(CompiledPlan plan, ScanRange scan, int parallelism)
    {
        if (UnfilteredTotals.Suit(plan)) return UnfilteredTotals.Count(plan, scan, parallelism);
        if (VisitFilteredEvents.Suit(plan, scan)) return [VisitFilteredEvents.Count(plan, scan, parallelism)];
        return EventScanner.Suits(plan)
            ? SliceRunner.Run(scan, plan.Symbols, parallelism, (table, numbers, _) => new EventScanner(plan, scan, table, numbers)).Select(scanner => scanner.Finish())
            : Count(plan, scan, parallelism).Select(counter => counter.Tree);
    }

    /// <summary>Whether a view has folded values of a dimension that the plan groups or filters by.</summary>
    internal static bool HasOtherRows(CompiledPlan plan, IReadOnlyList<BucketView> views) => HasOtherRows(plan.UsedDimensions, views);

    /// <summary>Whether a view has folded values of one of these dimensions.</summary>
    internal static bool HasOtherRows(Dimension[] used, IReadOnlyList<BucketView> views)
    {
        foreach (Dimension dimension in used)
        {
            foreach (BucketView view in views)
            {
                if (IsFolded(dimension, view)) return true;
            }
        }

        return false;
    }

    private static bool IsFolded(Dimension dimension, BucketView view)
    {
        if (dimension.Kind == DimensionKind.Property) return view.IsPropertyFolded(System.Text.Encoding.UTF8.GetBytes(dimension.Property ?? ""));
        Column column = DimensionTexts.ColumnOf(dimension.Kind);
        return view.IsFolded(column, column is Column.Client or Column.Origin ? DimensionTexts.FieldOf(dimension.Kind) : 0);
    }
}
