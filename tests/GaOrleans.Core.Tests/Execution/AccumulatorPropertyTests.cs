using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Tests.Visits;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Execution;

public class AccumulatorPropertyTests
{
    [Fact]
    public void Accumulator_CountsWhatTheOracleCounts_InChunksOfADay()
    {
        int tried = 0;
        for (int seed = 1; seed <= 600; seed++)
        {
            History history = HistoryGenerator.Make(seed);
            // Pairs of scroll and engagement count once a chunk, and a range that cuts slots is no edge of them.
            ReportPlan plan = PlanGenerator.Make(new Random(seed), history) with { Counters = Counters.Visitors | Counters.Visits | Counters.Events | Counters.Revenue };
            if (!ReportAccumulator.CanChunk(plan)) continue;
            tried++;
            List<BucketView> all = history.Views();
            var accumulator = new ReportAccumulator(plan, parallelism: 1);
            foreach (TimeRange day in Days(plan.Range, history)) accumulator.Add(day, VisitBoundaryTests.Read(all, day, history.Zone));

            ReportTable table = accumulator.Finish();
            string expected = TableText.Of(ReportOracle.Execute(plan, history.Counted)), actual = TableText.Of(table);
            Assert.True(expected == actual, $"seed {seed}, {plan.Range} by {string.Join(", ", plan.Dimensions)} where {TableText.Of(plan.Filter)}\noracle\n{expected}\naccumulator\n{actual}");
        }

        Assert.True(tried > 200);
    }

    [Fact]
    public void Accumulator_SaysTheErrorOfVisitors_UnlessSlotsLieWithinChunks()
    {
        var range = new TimeRange(0, 86_400_000);
        var month = new ReportPlan { Range = range, Counters = Counters.Visitors };
        ReportPlan days = month with { Dimensions = [new Dimension(DimensionKind.TimeDay)], Slots = new TimeSlots(DimensionKind.TimeDay, [0], range.ToMs, [0], ["1970-01-01"]) };

        Assert.Equal(0.8125, new ReportAccumulator(month, 1).Finish().VisitorErrorPercent);
        Assert.Equal(0, new ReportAccumulator(days, 1).Finish().VisitorErrorPercent);
        Assert.Single(new ReportAccumulator(month, 1).Finish().Groups);
    }

    private static IEnumerable<TimeRange> Days(TimeRange range, History history)
    {
        TimeSlots days = SlotMaking.Make(DimensionKind.TimeDay, range, history.Zone);
        for (int i = 0; i < days.StartsMs.Length; i++)
            yield return new TimeRange(days.StartsMs[i], i + 1 < days.StartsMs.Length ? days.StartsMs[i + 1] : days.EndMs);
    }
}
