using System.Globalization;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Execution;

/// <summary>GA_SEEDS sets how many histories are tried (default 1500), GA_SEED the first seed.</summary>
public class ExecutorPropertyTests
{
    private const int PlansPerHistory = 4;

    private static int Seeds => Setting("GA_SEEDS", 1500);

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

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static string Explain(int seed, int index, ReportPlan plan, string expected, string actual) =>
        $"GA_SEED={seed} plan {index}: {plan.Range} {plan.Counters} by {string.Join(", ", plan.Dimensions)} where {TableText.Of(plan.Filter)}\noracle\n{expected}\nexecutor\n{actual}";
}
