using System.Globalization;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys;
using GaOrleans.Core.Reports.Journeys.Funnels;
using GaOrleans.Core.Reports.Journeys.Paths;
using GaOrleans.Core.Reports.Journeys.Retention;
using GaOrleans.Core.Visits;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Journeys;

/// <summary>GA_SEEDS sets how many histories are tried (default 1000), GA_SEED the first seed.</summary>
public class JourneyPropertyTests
{
    private const int PlansPerHistory = 3;

    private static int Seeds => Setting("GA_SEEDS", 1000);

    private static int FirstSeed => Setting("GA_SEED", 1);

    [Fact]
    public void Journeys_AreCountedAsTheOracleCounts_WhateverTheHistoryAndThePlan()
    {
        Parallel.For(FirstSeed, FirstSeed + Seeds, seed =>
        {
            History history = HistoryGenerator.Make(seed);
            List<BucketView> views = history.Views();
            var plans = new JourneyGenerator(new Random(seed), history);
            for (int i = 0; i < PlansPerHistory; i++) CheckAll($"GA_SEED={seed} plan {i}", plans, history, views, parallelism: 1);
        });
    }

    [Fact]
    public void Journeys_AreTheSame_WhateverTheArrivalAndTheSharding()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            History history = HistoryGenerator.Make(seed);
            var random = new Random(seed);
            Hit[] arrivals = [.. history.Counted.Select(hit => hit with { Shard = random.Next(4) })];
            random.Shuffle(arrivals);
            List<BucketView> views = history.Views(), others = new History(history.Zone, arrivals).Views();
            var plans = new JourneyGenerator(random, history);
            (FunnelPlan funnel, RetentionPlan retention, PathPlan paths) = (plans.Funnel(), plans.Retention(), plans.Paths());
            Check($"seed {seed}", funnel, JourneyText.Of(FunnelExecutor.Execute(funnel, views, 1)), JourneyText.Of(FunnelExecutor.Execute(funnel, others, 1)));
            Check($"seed {seed}", retention, JourneyText.Of(RetentionExecutor.Execute(retention, views, 1)), JourneyText.Of(RetentionExecutor.Execute(retention, others, 1)));
            Check($"seed {seed}", paths, JourneyText.Of(PathExecutor.Execute(paths, views, 1)), JourneyText.Of(PathExecutor.Execute(paths, others, 1)));
        }
    }

    [Fact]
    public void Journeys_AreCountedAsTheOracleCounts_WithKeptNumbersOfVisitors()
    {
        Parallel.For(1, 501, seed =>
        {
            History history = HistoryGenerator.Make(seed);
            List<BucketView> views = history.Views();
            if (views.Count == 0) return;
            var numbers = new VisitorNumbers();
            views[0].Symbols.Visitors = numbers;
            var plans = new JourneyGenerator(new Random(seed), history);
            for (int i = 0; i < PlansPerHistory; i++)
            {
                FunnelPlan funnel = plans.Funnel();
                if (i > 0) funnel = funnel with { WindowMs = null, IsWithinVisit = false, Breakdown = null };
                Check($"seed {seed} plan {i}", funnel, JourneyOracle.Count(funnel, history.Counted), JourneyText.Of(FunnelExecutor.Execute(funnel, views, 1)));
            }

            GC.KeepAlive(numbers);
        });
    }

    // So many visitors that they are counted in several slices, by several threads.
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Journeys_AreCountedAsTheOracleCounts_WithSeveralThreads(int parallelism)
    {
        const int plansPerCrowd = 8, visitors = 6000;
        History history = HistoryGenerator.MakeCrowd(parallelism * 100, visitors);
        List<BucketView> views = history.Views();
        var plans = new JourneyGenerator(new Random(parallelism), history);
        for (int i = 0; i < plansPerCrowd; i++) CheckAll($"plan {i}", plans, history, views, parallelism);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Journeys_Stop_WhenCancelled(int parallelism)
    {
        History history = HistoryGenerator.MakeCrowd(1, visitors: 6000);
        List<BucketView> views = history.Views();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var plans = new JourneyGenerator(new Random(1), history);
        Assert.ThrowsAny<OperationCanceledException>(() => FunnelExecutor.Execute(plans.Funnel() with { Stop = stop.Token }, views, parallelism));
        Assert.ThrowsAny<OperationCanceledException>(() => RetentionExecutor.Execute(plans.Retention() with { Stop = stop.Token }, views, parallelism));
        Assert.ThrowsAny<OperationCanceledException>(() => PathExecutor.Execute(plans.Paths() with { Stop = stop.Token }, views, parallelism));
    }

    private static void CheckAll(string where, JourneyGenerator plans, History history, List<BucketView> views, int parallelism)
    {
        FunnelPlan funnel = plans.Funnel();
        Check(where, funnel, JourneyOracle.Count(funnel, history.Counted), JourneyText.Of(FunnelExecutor.Execute(funnel, views, parallelism)));
        RetentionPlan retention = plans.Retention();
        Check(where, retention, JourneyOracle.Count(retention, history.Counted), JourneyText.Of(RetentionExecutor.Execute(retention, views, parallelism)));
        PathPlan paths = plans.Paths();
        Check(where, paths, JourneyOracle.Count(paths, history.Counted), JourneyText.Of(PathExecutor.Execute(paths, views, parallelism)));
    }

    private static void Check(string where, JourneyPlan plan, string expected, string actual) => Assert.True(expected == actual, $"{where}: {Explain(plan)}\nexpected\n{expected}\nactual\n{actual}");

    private static string Explain(JourneyPlan plan)
    {
        Filter?[] conditions = plan switch
        {
            FunnelPlan funnel => [.. funnel.Steps],
            RetentionPlan retention => [retention.First, retention.Return],
            _ => [((PathPlan)plan).Anchor],
        };
        return $"{plan}\nwhere {TableText.Of(plan.Filter)}\nwith {string.Join("; ", conditions.Select(TableText.Of))}";
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
