using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>Counts retention over bucket views, exactly, as docs/reports.md defines it.</summary>
public static class RetentionExecutor
{
    /// <summary>Counts a retention report.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="views">Views of one site with the same symbols, ordered by hour, then shard, reaching beyond the range as far as visits do.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <exception cref="OperationCanceledException"><see cref="JourneyPlan.Stop"/> was cancelled.</exception>
    public static RetentionTable Execute(RetentionPlan plan, IReadOnlyList<BucketView> views, int parallelism)
    {
        var journey = new CompiledJourney(plan, [plan.First, plan.Return], [], views.Count > 0 ? views[0].Symbols : new SiteSymbols());
        ScanRange scan = journey.Read(views, parallelism);
        RetentionTable all = RetentionTable.Empty(plan) with { HasOtherRows = ReportExecutor.HasOtherRows(journey.UsedDimensions, views) };
        foreach (JourneyScanner<RetentionCounter> scanner in SliceRunner.Run(scan, parallelism, (table, memory) =>
            new JourneyScanner<RetentionCounter>(journey, scan, VisitCode.Client, table, memory, new RetentionCounter(plan)))) Add(all, scanner.Counter.Table);
        return all;
    }

    private static void Add(RetentionTable to, RetentionTable more)
    {
        for (int cohort = 0; cohort < to.Visitors.Length; cohort++)
        {
            to.Visitors[cohort] += more.Visitors[cohort];
            for (int k = 0; k < to.Returned[cohort].Length; k++) to.Returned[cohort][k] += more.Returned[cohort][k];
        }
    }
}
