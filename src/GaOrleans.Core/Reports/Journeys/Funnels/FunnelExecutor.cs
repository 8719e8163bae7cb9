using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>Counts funnels over bucket views, exactly, as docs/reports.md defines them.</summary>
public static class FunnelExecutor
{
    /// <summary>Counts a funnel.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="views">Views of one site with the same symbols, ordered by hour, then shard, reaching beyond the range as far as visits do.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <exception cref="OperationCanceledException"><see cref="JourneyPlan.Stop"/> was cancelled.</exception>
    public static FunnelTable Execute(FunnelPlan plan, IReadOnlyList<BucketView> views, int parallelism)
    {
        SiteSymbols symbols = views.Count > 0 ? views[0].Symbols : new SiteSymbols();
        var journey = new CompiledJourney(plan, plan.Steps, plan.Breakdown is { } breakdown ? [breakdown] : [], symbols);
        ScanRange scan = journey.Read(views, parallelism);
        var groups = new SortedDictionary<string, FunnelTally>(StringComparer.Ordinal);
        FunnelTally all = FunnelStream.Suits(plan, journey, scan) ? FunnelStream.Count(plan, journey, scan, parallelism) : Count(plan, journey, scan, parallelism, groups);
        FunnelGroup[] counted = plan.Breakdown is null ? [] : [.. groups.Select(group => new FunnelGroup(group.Key, group.Value.Steps()))];
        return new FunnelTable(all.Steps(), [.. counted.OrderByDescending(group => group.Steps[0].Visitors).ThenBy(group => group.Value, StringComparer.Ordinal)],
            ReportExecutor.HasOtherRows(journey.UsedDimensions, views));
    }

    private static FunnelTally Count(FunnelPlan plan, CompiledJourney journey, ScanRange scan, int parallelism, SortedDictionary<string, FunnelTally> groups)
    {
        DimensionValues? values = plan.Breakdown is null ? null : journey.Values[0];
        VisitCode grouping = plan.Breakdown is { } breakdown ? DimensionTexts.VisitCodeOf(breakdown.Kind) : VisitCode.Client;
        var all = new FunnelTally(plan.Steps.Count);
        foreach (JourneyScanner<FunnelCounter> scanner in SliceRunner.Run(scan, parallelism, (table, memory) =>
            new JourneyScanner<FunnelCounter>(journey, scan, grouping, table, memory, new FunnelCounter(plan, values))))
        {
            foreach ((int id, FunnelTally tally) in scanner.Counter.Tallies)
            {
                all.Add(tally);
                if (values is null) continue;
                string text = values.TextOf(id);
                if (!groups.TryGetValue(text, out FunnelTally? group)) groups.Add(text, group = new FunnelTally(plan.Steps.Count));
                group.Add(tally);
            }
        }

        return all;
    }
}
