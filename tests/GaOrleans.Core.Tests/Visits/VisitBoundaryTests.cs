using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Visits;

public class VisitBoundaryTests
{
    [Fact]
    public void Boundary_ReadsEnough_SoThatTheReportEqualsTheOneOverEverything()
    {
        int shortened = 0;
        for (int seed = 1; seed <= 400; seed++)
        {
            History history = HistoryGenerator.Make(seed);
            List<BucketView> all = history.Views();
            ReportPlan plan = PlanGenerator.Make(new Random(seed), history);
            List<BucketView> read = Read(all, plan.Range, history.Zone);

            string expected = TableText.Of(ReportExecutor.Execute(plan, all, 1)), actual = TableText.Of(ReportExecutor.Execute(plan, read, 1));
            Assert.True(expected == actual, $"seed {seed}, {plan.Range} where {TableText.Of(plan.Filter)}\nall\n{expected}\nread\n{actual}");
            if (read.Count < all.Count) shortened++;
        }

        Assert.True(shortened > 100, $"only {shortened} of 400 reports were spared a view");
    }

    internal static List<BucketView> Read(List<BucketView> all, TimeRange range, ZoneRules zone)
    {
        long from = zone.HourStart(FloorSeconds(range.FromMs)), to = zone.HourEnd(zone.HourStart(FloorSeconds(range.ToMs - 1)));
        List<BucketView> Loaded() => all.FindAll(view => view.Key.Hour >= from && view.Key.Hour < to);
        while (Core.Visits.VisitBoundary.MayReachBefore(Loaded(), new TimeRange(from * 1000, to * 1000), range)) from = zone.HourStart(from - 1);
        while (Core.Visits.VisitBoundary.MayReachAfter(Loaded(), new TimeRange(from * 1000, to * 1000), range)) to = zone.HourEnd(to);
        return Loaded();
    }

    private static long FloorSeconds(long ms) => ms / 1000;
}
