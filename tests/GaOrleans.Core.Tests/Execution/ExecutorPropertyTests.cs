using System.Globalization;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.TestKit.Histories;
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
            Core.Hits.Hit[] arrivals = [.. history.Counted.Select(hit => hit with { Shard = random.Next(4) })];
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

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static string Explain(int seed, int index, ReportPlan plan, string expected, string actual) =>
        $"GA_SEED={seed} plan {index}: {plan.Range} {plan.Counters} by {string.Join(", ", plan.Dimensions)} where {TableText.Of(plan.Filter)}\noracle\n{expected}\nexecutor\n{actual}";
}
