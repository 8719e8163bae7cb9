using System.Globalization;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Sites;
using GaOrleans.Core.Visits;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Hits;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Execution;

/// <summary>GA_SEEDS sets how many histories are tried (default 1000), GA_SEED the first seed.</summary>
public class ExecutorPropertyTests
{
    private const int PlansPerHistory = 4;

    private static int Seeds => Setting("GA_SEEDS", 1000);

    private static int FirstSeed => Setting("GA_SEED", 1);

    [Fact]
    public void Executor_CountsWhatTheOracleCounts_WhateverTheHistoryAndThePlan()
    {
        Parallel.For(FirstSeed, FirstSeed + Seeds, seed =>
        {
            History history = HistoryGenerator.Make(seed);
            List<BucketView> views = history.Views();
            var random = new Random(seed);
            for (int i = 0; i < PlansPerHistory; i++)
            {
                ReportPlan plan = PlanGenerator.Make(random, history);
                string expected = TableText.Of(ReportOracle.Execute(plan, history.Counted));
                string actual = TableText.Of(ReportExecutor.Execute(plan, views, parallelism: 1));
                Assert.True(expected == actual, Explain(seed, i, plan, expected, actual));
            }
        });
    }

    [Fact]
    public void Executor_AnswersTheSame_WhateverTheArrivalAndTheSharding()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            History history = HistoryGenerator.Make(seed);
            var random = new Random(seed);
            ReportPlan plan = PlanGenerator.Make(random, history);
            Hit[] arrivals = [.. history.Counted.Select(hit => hit with { Shard = random.Next(4) })];
            random.Shuffle(arrivals);

            string expected = TableText.Of(ReportExecutor.Execute(plan, history.Views(), 1));
            string actual = TableText.Of(ReportExecutor.Execute(plan, new History(history.Zone, arrivals).Views(), 1));
            Assert.True(expected == actual, Explain(seed, 0, plan, expected, actual));
        }
    }

    // Seeds that count without conditions go other ways through the executor than most random plans.
    [Fact]
    public void Executor_CountsWhatTheOracleCounts_ForVisitorsAndEventsOfEverything()
    {
        for (int seed = 1; seed <= 1000; seed++)
        {
            History history = HistoryGenerator.Make(seed);
            var random = new Random(seed);
            ReportPlan plan = PlanGenerator.Make(random, history);
            plan = plan with
            {
                Counters = (Counters)random.Next(1, 8) & (Counters.Visitors | Counters.Events),
                Dimensions = [.. plan.Dimensions.Where(dimension => dimension.IsTime || random.Next(2) == 0)],
                Filter = random.Next(3) == 0 ? plan.Filter : null,
            };
            string expected = TableText.Of(ReportOracle.Execute(plan, history.Counted)), actual = TableText.Of(ReportExecutor.Execute(plan, history.Views(), 1));
            Assert.True(expected == actual, Explain(seed, 0, plan, expected, actual));
        }
    }

    // As on busy sites, where visitors keep their numbers from report to report: over some of the views first, then over all.
    [Fact]
    public void Executor_CountsWhatTheOracleCounts_WithKeptNumbersOfVisitors()
    {
        long kept = 0;
        Parallel.For(1, 1001, seed =>
        {
            History history = HistoryGenerator.Make(seed);
            List<BucketView> views = history.Views();
            if (views.Count == 0) return;
            var numbers = new VisitorNumbers();
            views[0].Symbols.Visitors = numbers;
            var random = new Random(seed);
            for (int i = 0; i < PlansPerHistory; i++)
            {
                ReportPlan plan = PlanGenerator.Make(random, history);
                plan = plan with { Counters = Counters.Visitors | Counters.Events, Filter = null };
                plan = i % 2 == 0
                    ? plan with { Dimensions = [.. plan.Dimensions.Where(dimension => dimension.IsTime)] }
                    : plan with { Dimensions = [new Dimension(DimensionKind.Page)], Slots = null };
                ReportExecutor.Execute(plan, views[..random.Next(views.Count + 1)], 1);
                string expected = TableText.Of(ReportOracle.Execute(plan, history.Counted)), actual = TableText.Of(ReportExecutor.Execute(plan, views, 1));
                Assert.True(expected == actual, Explain(seed, i, plan, expected, actual));
            }

            Interlocked.Add(ref kept, numbers.Count);
        });
        Assert.NotEqual(0, kept);
    }

    // Filters that few visits pass go a way of their own as well.
    [Fact]
    public void Executor_CountsWhatTheOracleCounts_WhereFewVisitsPass()
    {
        Parallel.For(1, 2001, seed =>
        {
            History history = HistoryGenerator.Make(seed);
            ReportPlan plan = PlanGenerator.MakeNarrow(new Random(seed), history);
            string expected = TableText.Of(ReportOracle.Execute(plan, history.Counted)), actual = TableText.Of(ReportExecutor.Execute(plan, history.Views(), 1));
            Assert.True(expected == actual, Explain(seed, 0, plan, expected, actual));
        });
    }

    // So many visitors that they are counted in several slices, by several threads.
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Executor_CountsWhatTheOracleCounts_WithSeveralThreads(int parallelism)
    {
        const int histories = 2, plans = 12, visitors = 6000;
        for (int seed = parallelism * 100; seed < (parallelism * 100) + histories; seed++)
        {
            History history = HistoryGenerator.MakeCrowd(seed, visitors);
            List<BucketView> views = history.Views();
            var random = new Random(seed);
            for (int i = 0; i < plans; i++)
            {
                ReportPlan plan = i % 2 == 0 ? PlanGenerator.MakeNarrow(random, history) : PlanGenerator.Make(random, history);
                if (i % 4 == 1) plan = plan with { Counters = Counters.Visitors | Counters.Events, Filter = null, Dimensions = [.. plan.Dimensions.Where(dimension => dimension.IsTime || i % 8 == 1)] };
                string expected = TableText.Of(ReportOracle.Execute(plan, history.Counted)), actual = TableText.Of(ReportExecutor.Execute(plan, views, parallelism));
                Assert.True(expected == actual, Explain(seed, i, plan, expected, actual));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Executor_Stops_WhenItsPlanIsCancelled(int parallelism)
    {
        History history = HistoryGenerator.MakeCrowd(1, visitors: 6000);
        List<BucketView> views = history.Views();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        for (int seed = 0; seed < 20; seed++)
        {
            ReportPlan plan = PlanGenerator.MakeNarrow(new Random(seed), history) with { Stop = stop.Token };
            Assert.ThrowsAny<OperationCanceledException>(() => ReportExecutor.Execute(plan, views, parallelism));
        }
    }

    [Fact]
    public void Visitors_AreCounted_WhoseVisitGoesOnThroughTheRangeWithoutAHitInIt()
    {
        const long Hour = 1_790_000_000 / 3600 * 3600, MinuteMs = 60_000;
        var hit = new Hit { Site = 1, Hour = Hour, TimeMs = (Hour * 1000) - (10 * MinuteMs), Visitor = 5, Page = "/", Name = "pageview" };
        var history = new History(ZoneRules.Utc, [hit with { Hour = Hour - 3600 }, hit with { TimeMs = (Hour * 1000) + (10 * MinuteMs) }]);
        var plan = new ReportPlan { Range = new TimeRange(Hour * 1000, (Hour * 1000) + MinuteMs), Counters = Counters.Visitors };
        Assert.Equal(1, ReportExecutor.Execute(plan, history.Views(), 1).Groups.Single().Totals.Visitors);
    }

    [Fact]
    public void Revenue_AddsUp_BeyondWhat64BitsHold()
    {
        const int Hits = 12;
        const long Hour = 1_790_000_000 / 3600 * 3600, Most = long.MaxValue / 4;
        BucketView view = BucketBuilding.View(Enumerable.Range(1, Hits).Select(i => new Hit
        {
            Site = 1, Hour = Hour, TimeMs = (Hour * 1000) + i, Visitor = (ulong)i, Page = "/", Name = "Buy", Revenue = new Revenue(Most, "EUR"),
        }));
        var plan = new ReportPlan { Range = new TimeRange(Hour * 1000, (Hour + 3600) * 1000), Counters = Counters.Events | Counters.Revenue, Currency = "EUR" };
        GroupTotals totals = ReportExecutor.Execute(plan, [view], 1).Groups.Single().Totals;
        Assert.Equal(Hits * (Int128)Most, totals.RevenueMilli);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static string Explain(int seed, int index, ReportPlan plan, string expected, string actual) =>
        $"GA_SEED={seed} plan {index}: {plan.Range} {plan.Counters} by {string.Join(", ", plan.Dimensions)} where {TableText.Of(plan.Filter)}\noracle\n{expected}\nexecutor\n{actual}";
}
