using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The short way for visitors and events under conditions that few visits fulfil by their first hit: country, browser, source. Views are read one after
/// the other as they lie in memory, only rows of segments whose visit passes are looked at, and visitors are told apart at the end, among the few that are left.
/// </summary>
internal static class VisitFilteredEvents
{
    // Above this share of segments the pairs of visitor and group would take much memory.
    private const double MostShare = 0.25;

    private const int SampledViews = 32, ViewsPerPiece = 8;

    private const ConditionNeeds ByFirstHit = ConditionNeeds.Client | ConditionNeeds.Origin;

    private const ConditionNeeds ByEvent = ByFirstHit | ConditionNeeds.Event | ConditionNeeds.EventPage;

    /// <summary>Whether a plan can be counted so.</summary>
    public static bool Suit(CompiledPlan plan, ScanRange scan) =>
        SimpleEventCounter.Suits(plan, scan)
        && plan.VisitConditions.Length > 0 && plan.VisitConditions.All(condition => condition.Needs != ConditionNeeds.None && (condition.Needs & ~ByFirstHit) == ConditionNeeds.None)
        && plan.EventConditions.All(condition => (condition.Needs & ~ByEvent) == ConditionNeeds.None)
        && plan.VisitLevels.All(level => level.Code is VisitCode.Client or VisitCode.Origin)
        && AreWholeHours(scan.Views) && ShareThatPasses(plan, scan) <= MostShare;

    /// <summary>Counts a plan.</summary>
    public static GroupTree Count(CompiledPlan plan, ScanRange scan, int parallelism)
    {
        int pieces = (scan.Views.Length + ViewsPerPiece - 1) / ViewsPerPiece;
        var scanners = new FilteredEventScanner[Math.Clamp(parallelism, 1, Math.Max(1, pieces))];
        int[][] clients = plan.Columns.Has(Column.Client) ? VisitStarts.Of(scan.Views, Column.Client) : [];
        int[][] origins = plan.Columns.Has(Column.Origin) ? VisitStarts.Of(scan.Views, Column.Origin) : [];
        int next = -1;
        Run(scanners.Length, worker =>
        {
            var scanner = new FilteredEventScanner(plan, scan, clients, origins);
            for (int piece = Interlocked.Increment(ref next); piece < pieces; piece = Interlocked.Increment(ref next))
            {
                int from = piece * ViewsPerPiece, to = Math.Min(from + ViewsPerPiece, scan.Views.Length);
                for (int view = from; view < to; view++) scanner.Scan(view);
            }

            scanners[worker] = scanner;
        }, scan.Stop);
        return Unite(scanners);
    }

    // Segments then continue at most those of the view before, and no hour is so short that a visit could leave it out.
    private static bool AreWholeHours(ViewScan[] views)
    {
        for (int i = 1; i < views.Length; i++)
        {
            if (views[i].BaseMs - views[i - 1].BaseMs < BucketView.HourMs) return false;
        }

        return true;
    }

    private static double ShareThatPasses(CompiledPlan plan, ScanRange scan)
    {
        var test = new VisitStartTest(plan, scan.Views);
        long passing = 0, all = 0;
        for (int v = 0; v < scan.Views.Length; v += 1 + (scan.Views.Length / SampledViews))
        {
            test.Enter(v);
            int count = scan.Views[v].Segments.Count;
            for (int i = 0; i < count; i++) passing += test.MayPass(i) ? 1 : 0;
            all += count;
        }

        return all == 0 ? 0 : (double)passing / all;
    }

    private static GroupTree Unite(FilteredEventScanner[] scanners)
    {
        var tree = new GroupTree();
        var nodes = new int[scanners.Length][];
        for (int i = 0; i < scanners.Length; i++)
        {
            nodes[i] = TableBuilder.Graft(scanners[i].Tree, tree);
            for (int node = 0; node < nodes[i].Length; node++) TableBuilder.AddTotals(ref tree.Totals[nodes[i][node]], scanners[i].Tree.Totals[node]);
        }

        var counters = new PairCounter[scanners.Length];
        int next = -1;
        Run(scanners.Length, worker =>
        {
            var counter = new PairCounter(tree.Count);
            for (int part = Interlocked.Increment(ref next); part < VisitorPairs.Parts; part = Interlocked.Increment(ref next))
            {
                counter.Clear();
                for (int i = 0; i < scanners.Length; i++) counter.Add(scanners[i].Pairs.Part(part), nodes[i]);
            }

            counters[worker] = counter;
        }, CancellationToken.None);
        foreach (PairCounter counter in counters)
        {
            for (int node = 0; node < tree.Count; node++) tree.Totals[node].Visitors += counter.VisitorsOf(node);
        }

        return tree;
    }

    private static void Run(int workers, Action<int> work, CancellationToken stop)
    {
        if (workers == 1) work(0);
        else Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = stop }, work);
    }
}
