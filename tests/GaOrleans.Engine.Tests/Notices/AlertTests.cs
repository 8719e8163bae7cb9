using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Judging;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class AlertTests
{
    [Theory]
    [InlineData(AlertKind.Above, 10, 11, true)]
    [InlineData(AlertKind.Above, 10, 10, false)]
    [InlineData(AlertKind.Below, 10, 9, true)]
    [InlineData(AlertKind.Below, 10, 10, false)]
    [InlineData(AlertKind.Below, 1, 0, true)]
    public void Threshold_Fires_OnlyBeyondIt(AlertKind kind, double threshold, double value, bool fires) =>
        Assert.Equal(fires, AlertJudge.Judge(new AlertCondition(kind, threshold), value, []).Fires);

    [Theory]
    [InlineData(AlertKind.Up, 50, 0, 150, true)]
    [InlineData(AlertKind.Up, 50, 0, 149, false)]
    [InlineData(AlertKind.Down, 50, 0, 50, true)]
    [InlineData(AlertKind.Down, 50, 0, 51, false)]
    [InlineData(AlertKind.Down, 50, 0, 500, false)]
    [InlineData(AlertKind.UpOrDown, 50, 0, 10, true)]
    [InlineData(AlertKind.UpOrDown, 50, 0, 200, true)]
    [InlineData(AlertKind.UpOrDown, 50, 0, 120, false)]
    [InlineData(AlertKind.Down, 50, 101, 10, false)]
    [InlineData(AlertKind.Down, 50, 100, 10, true)]
    public void Change_IsMeasuredAgainstTheMedian(AlertKind kind, double percent, double minimum, double value, bool fires)
    {
        // The median of the four is 100: one wild week does not count.
        Verdict verdict = AlertJudge.Judge(new AlertCondition(kind, percent, minimum), value, [90, 5000, 110, 80]);
        Assert.Equal(100, verdict.Usual);
        Assert.Equal(value - 100, verdict.ChangePercent);
        Assert.Equal(fires, verdict.Fires);
    }

    [Fact]
    public void Change_NeedsTwoWeeks() => Assert.False(AlertJudge.Judge(new AlertCondition(AlertKind.UpOrDown, 1), 1000, [10]).Fires);

    [Fact]
    public void Something_IsARise_WhereThereIsUsuallyNothing()
    {
        Verdict verdict = AlertJudge.Judge(new AlertCondition(AlertKind.Up, 500, Minimum: 5), 5, [0, 0, 0, 0]);
        Assert.True(verdict.Fires);
        Assert.Null(verdict.ChangePercent);
        Assert.False(AlertJudge.Judge(new AlertCondition(AlertKind.UpOrDown, 1), 0, [0, 0, 0, 0]).Fires);
    }

    [Fact]
    public void NumberThatIsMissing_NeverFires() => Assert.False(AlertJudge.Judge(new AlertCondition(AlertKind.Below, 10), value: null, []).Fires);

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("Pacific/Apia")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    public void Periods_FollowEachOtherWithoutGap(string name)
    {
        LocalCalendar calendar = Calendar(name);
        foreach (NoticePeriod kind in Enum.GetValues<NoticePeriod>())
        {
            TimeRange period = AlertPeriods.LastEnded(kind, calendar, Ms("2012-04-10T00:30:00Z"));
            for (int i = 0; i < 4000 && period.FromMs > Ms("2011-09-01T00:00:00Z"); i++)
            {
                TimeRange before = AlertPeriods.Before(kind, calendar, period);
                Assert.Equal(period.FromMs, before.ToMs);
                Assert.True(before.FromMs < before.ToMs);
                Assert.All(AlertPeriods.SameWeekday(kind, calendar, period), earlier =>
                {
                    Assert.Equal(calendar.LocalTimeAt(period.FromMs).DayOfWeek, calendar.LocalTimeAt(earlier.FromMs).DayOfWeek);
                    if (kind == NoticePeriod.Hour) Assert.Equal(calendar.LocalTimeAt(period.FromMs).Hour, calendar.LocalTimeAt(earlier.FromMs).Hour);
                    Assert.True(earlier.ToMs <= period.FromMs);
                });
                period = before;
            }
        }
    }

    [Fact]
    public void HourThatADayDidNotHave_IsLeftOut()
    {
        LocalCalendar calendar = Calendar("Europe/Berlin");
        // Two o'clock was skipped on 29 March 2026.
        TimeRange period = new(Ms("2026-04-05T00:00:00Z"), Ms("2026-04-05T01:00:00Z"));
        Assert.Equal(2, calendar.LocalTimeAt(period.FromMs).Hour);
        IReadOnlyList<TimeRange> earlier = AlertPeriods.SameWeekday(NoticePeriod.Hour, calendar, period);
        Assert.Equal([Ms("2026-03-22T01:00:00Z"), Ms("2026-03-15T01:00:00Z"), Ms("2026-03-08T01:00:00Z")], earlier.Select(range => range.FromMs));
    }

    private static LocalCalendar Calendar(string name)
    {
        Assert.True(Zones.TryFind(name, out ZoneRules? zone));
        return new LocalCalendar(zone);
    }

    private static long Ms(string text) => DateTimeOffset.Parse(text).ToUnixTimeMilliseconds();
}
