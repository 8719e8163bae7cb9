using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Execution.Tables;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Hits;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Execution;

public class SharedScanPropertyTests
{
    private const int PlansPerBatch = 5;

    [Fact]
    public void SharedScan_CountsWhatTheOracleCounts_WhateverThePlansAndWhatChangesBetweenThem()
    {
        Parallel.For(1, 1501, seed =>
        {
            History history = HistoryGenerator.Make(seed);
            var random = new Random(seed);
            // Anything is worth a table, and no change too much to go on with it.
            var tables = new VisitTables(long.MaxValue / 2, fewestRows: 0, changedPart: random.Next(3) == 0 ? 16 : 0);
            var growing = new GrowingViews();
            int arrived = random.Next(1, history.Arrivals.Count + 1);
            for (int batch = 0; batch < 3; batch++)
            {
                var known = new History(history.Zone, [.. history.Arrivals.Take(arrived)]);
                List<BucketView> views = growing.Of(known);
                var scan = new SharedScan(tables, views, parallelism: 1);
                ReportPlan[] plans = Plans(random, history);
                foreach (ReportPlan plan in plans)
                {
                    string expected = TableText.Of(ReportOracle.Execute(plan, known.Counted));
                    Check(seed, plan, expected, scan);
                    if (SharedScan.TryExecute(tables, plan, views, parallelism: 1) is { } alone) Assert.Equal(expected, TableText.Of(alone));
                }

                // Now and then nothing, a late hit, or all of the rest.
                arrived = Math.Min(history.Arrivals.Count, arrived + (random.Next(3) * random.Next(1, 4)));
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void SharedScan_CountsWhatTheExecutorCounts_InManySlices(int parallelism)
    {
        const int visitors = 6000;
        for (int seed = 1; seed <= 2; seed++)
        {
            History history = HistoryGenerator.MakeCrowd(seed, visitors);
            var random = new Random(seed);
            var tables = new VisitTables(long.MaxValue / 2, fewestRows: 0);
            var growing = new GrowingViews();
            Hit[] arrivals = [.. history.Arrivals];
            for (int late = 4; late >= 0; late -= 4)
            {
                List<BucketView> views = growing.Of(new History(history.Zone, arrivals[..^late]));
                var scan = new SharedScan(tables, views, parallelism);
                for (int batch = 0; batch < 4; batch++)
                {
                    foreach (ReportPlan plan in Plans(random, history)) Check(seed, plan, TableText.Of(ReportExecutor.Execute(plan, views, parallelism)), scan);
                }
            }
        }
    }

    [Fact]
    public void Tables_TakeNoMoreThanTheirBytes_AndReportsStayTheSame()
    {
        History history = HistoryGenerator.MakeCrowd(7, visitors: 2000);
        List<BucketView> views = history.Views();
        ReportPlan plan = PlanGenerator.Make(new Random(7), history);
        var roomy = new VisitTables(long.MaxValue / 2, fewestRows: 0);
        Check(7, plan, TableText.Of(ReportExecutor.Execute(plan, views, 1)), new SharedScan(roomy, views, 1));
        Assert.True(roomy.SizeBytes > 0);
        var narrow = new VisitTables(roomy.SizeBytes / 2, fewestRows: 0);
        Check(7, plan, TableText.Of(ReportExecutor.Execute(plan, views, 1)), new SharedScan(narrow, views, 1));
        Assert.InRange(narrow.SizeBytes, 0, roomy.SizeBytes / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void SharedScan_Stops_WhenItsPlanIsCancelled(int parallelism)
    {
        History history = HistoryGenerator.MakeCrowd(1, visitors: 3000);
        List<BucketView> views = history.Views();
        using var stop = new CancellationTokenSource();
        var scan = new SharedScan(new VisitTables(long.MaxValue / 2, fewestRows: 0), views, parallelism);
        ReportPlan plan = PlanGenerator.Make(new Random(1), history);
        scan.Execute(plan);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => scan.Execute(plan with { Stop = stop.Token }));
        Assert.ThrowsAny<OperationCanceledException>(() => new SharedScan(new VisitTables(long.MaxValue / 2, fewestRows: 0), views, parallelism).Execute(plan with { Stop = stop.Token }));
    }

    // Plans of a dashboard have their range and filter in common.
    private static ReportPlan[] Plans(Random random, History history)
    {
        ReportPlan first = PlanGenerator.Make(random, history);
        var plans = new List<ReportPlan> { first };
        while (plans.Count < PlansPerBatch)
        {
            ReportPlan other = random.Next(4) == 0 ? PlanGenerator.MakeNarrow(random, history) : PlanGenerator.Make(random, history);
            bool hasTime = other.Slots is not null;
            plans.Add(random.Next(3) > 0 ? other with { Filter = random.Next(4) == 0 ? other.Filter : first.Filter, Range = hasTime ? other.Range : first.Range } : other);
        }

        return [.. plans];
    }

    private static void Check(int seed, ReportPlan plan, string expected, SharedScan scan)
    {
        string actual = TableText.Of(scan.Execute(plan));
        Assert.True(expected == actual, $"seed {seed}: {plan.Range} {plan.Counters} by {string.Join(", ", plan.Dimensions)} where {TableText.Of(plan.Filter)}\nexpected\n{expected}\nshared\n{actual}");
    }

    /// <summary>Views that stay the same objects as long as their hits do, as a reader's cache keeps them.</summary>
    private sealed class GrowingViews
    {
        private readonly SiteSymbols _symbols = new();
        private readonly Dictionary<BucketKey, (Hit[] Hits, BucketView View)> _known = [];

        public List<BucketView> Of(History history)
        {
            var views = new List<BucketView>();
            foreach ((BucketKey key, Hit[] hits) in history.Applied())
            {
                if (!_known.TryGetValue(key, out (Hit[] Hits, BucketView View) known) || !known.Hits.SequenceEqual(hits, ReferenceEqualityComparer.Instance))
                    _known[key] = known = (hits, BucketView.Of(BucketBuilding.Build(hits), _symbols, BucketLimits.Default));
                views.Add(known.View);
            }

            return views;
        }
    }
}
