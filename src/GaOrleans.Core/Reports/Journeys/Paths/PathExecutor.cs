using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys.Scanning;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>
/// Counts paths over bucket views, exactly, as docs/reports.md defines them. In two passes, so that memory depends on the site's values
/// and the nodes asked for, not on how many different ways visits take.
/// </summary>
public static class PathExecutor
{
    private static readonly Filter Pageview = new Filter.Match(MatchOperator.Is, new Dimension(DimensionKind.EventName), [VisitRules.PageviewName]);

    /// <summary>Counts paths.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="views">Views of one site with the same symbols, ordered by hour, then shard, reaching beyond the range as far as visits do.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <exception cref="OperationCanceledException"><see cref="JourneyPlan.Stop"/> was cancelled.</exception>
    public static PathTable Execute(PathPlan plan, IReadOnlyList<BucketView> views, int parallelism)
    {
        Filter? item = plan.HasOnlyPages ? Pageview : null;
        Dimension[] values = [new Dimension(DimensionKind.Page), new Dimension(DimensionKind.EventName)];
        var journey = new CompiledJourney(plan, plan.Anchor is null ? [item] : [item, plan.Anchor], values, views.Count > 0 ? views[0].Symbols : new SiteSymbols());
        ScanRange scan = journey.Read(views, parallelism);
        var items = new PathItems(scan.Views, journey.Values[0], journey.Values[1]);
        var nodes = new PathNodes(plan, items, [.. Run(journey, scan, parallelism, () => new NodeCounter(plan, items)).Select(counter => counter.Visits)]);
        (long[,] links, long[] ends) = Sum(nodes, Run(journey, scan, parallelism, () => new LinkCounter(plan, items, nodes)));
        return new PathTable(
            nodes.All.Where(node => node.Step == 1).Sum(node => node.Visits),
            [.. nodes.All.Select((node, place) => node with { Ends = ends[place] })],
            Ordered(nodes, links),
            ReportExecutor.HasOtherRows(journey.UsedDimensions, views));
    }

    private static IEnumerable<TCounter> Run<TCounter>(CompiledJourney journey, ScanRange scan, int parallelism, Func<TCounter> make)
        where TCounter : IJourneyCounter =>
        SliceRunner.Run(scan, parallelism, (table, memory) => new JourneyScanner<TCounter>(journey, scan, VisitCode.Client, table, memory, make())).Select(scanner => scanner.Counter);

    private static (long[,] Links, long[] Ends) Sum(PathNodes nodes, IEnumerable<LinkCounter> counters)
    {
        int count = nodes.All.Count;
        (var links, var ends) = (new long[count, count], new long[count]);
        foreach (LinkCounter counter in counters)
        {
            for (int near = 0; near < count; near++)
            {
                ends[near] += counter.Ends[near];
                for (int far = 0; far < count; far++) links[near, far] += counter.Links[near, far];
            }
        }

        return (links, ends);
    }

    private static PathLink[] Ordered(PathNodes nodes, long[,] links)
    {
        var all = new List<PathLink>();
        for (int near = 0; near < nodes.All.Count; near++)
        {
            for (int far = 0; far < nodes.All.Count; far++)
            {
                if (links[near, far] > 0) all.Add(new PathLink(near, far, links[near, far]));
            }
        }

        return [.. all.OrderBy(link => nodes.All[link.Near].Step).ThenByDescending(link => link.Visits).ThenBy(link => link.Near).ThenBy(link => link.Far)];
    }
}
