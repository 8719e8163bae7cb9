using System.Text;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Dashboard.Drawing;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class ChartPointsTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 2, 30, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Slots_WithoutHits_AreZero_AndThoseToCome_Nothing()
    {
        ChartPoints points = ChartPoints.From(Table(), DashboardMetrics.Find("visits")!, Now);
        Assert.Equal([4, 0, 2, null], points.Values);
        Assert.Equal([1, 0, 3, 5], points.Compared!);
        Assert.Equal(2, points.Running);
    }

    [Fact]
    public void ViewsPerVisit_IsDivided_WhereThereAreVisits()
    {
        ChartPoints points = ChartPoints.From(Table(), DashboardMetrics.Find("views_per_visit")!, Now);
        Assert.Equal([2.5, null, 1, null], points.Values);
    }

    [Fact]
    public void Notes_StandAtTheSlotOfTheirTime()
    {
        IReadOnlyList<DateTime> slots = ChartPoints.From(Table(), DashboardMetrics.Find("visits")!, Now).Slots;
        var day = new DateOnly(2026, 11, 20);
        int[] at =
        [
            .. ChartPoints.FlagsOf(slots,
            [
                new Annotation(day, Time: null, "day"), new Annotation(day, new TimeOnly(2, 59), "hour"), new Annotation(day.AddDays(-1), Time: null, "before"), new Annotation(day, new TimeOnly(4, 0), "after"),
            ]).Select(flag => flag.Slot),
        ];
        Assert.Equal([0, 2], at);
    }

    // As the engine answers: rows only where something happened in either range, all labels in meta.
    private static AnsweredTable Table()
    {
        const string Json = """
            {"results":[
              {"metrics":[4,10],"dimensions":["2026-11-20 00:00:00"],"comparison":{"metrics":[1,1],"change":[300,900],"dimensions":["2026-11-19 00:00:00"]}},
              {"metrics":[2,2],"dimensions":["2026-11-20 02:00:00"],"comparison":{"metrics":[3,3],"change":[-33,-33],"dimensions":["2026-11-19 02:00:00"]}},
              {"metrics":[0,0],"dimensions":["2026-11-20 03:00:00"],"comparison":{"metrics":[5,5],"change":[-100,-100],"dimensions":["2026-11-19 03:00:00"]}}],
             "meta":{"fresh_to":"2026-11-20T02:30:00Z","exact":true,"other_rows":false,
              "time_labels":["2026-11-20 00:00:00","2026-11-20 01:00:00","2026-11-20 02:00:00","2026-11-20 03:00:00"]},
             "query":{"site_id":"a.example","metrics":["visits","pageviews"],"dimensions":["time:hour"],"date_range":["2026-11-20T00:00:00Z","2026-11-20T03:59:59Z"],
              "include":{"comparisons":{"mode":"previous_period","date_range":["2026-11-19T00:00:00Z","2026-11-19T03:59:59Z"]}}}}
            """;
        AnsweredTable? table = AnsweredTable.Read(new ReportAnswer(200, Encoding.UTF8.GetBytes(Json)), out string? error);
        Assert.Null(error);
        return table!;
    }
}
