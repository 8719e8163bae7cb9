using GaOrleans.Core.Sites;
using GaOrleans.Engine.Sites;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class PeriodCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 23, 30, 15, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Berlin", "2026-11-21")]
    [InlineData("America/New_York", "2026-11-20")]
    [InlineData("Pacific/Kiritimati", "2026-11-21")]
    public void Today_IsTheSitesDay(string zone, string day) => Assert.Equal(day, $"{Calendar(zone).Today:yyyy-MM-dd}");

    [Theory]
    [InlineData(PeriodKind.Day, "[\"2026-11-21\",\"2026-11-21\"]", true)]
    [InlineData(PeriodKind.Yesterday, "[\"2026-11-20\",\"2026-11-20\"]", false)]
    [InlineData(PeriodKind.Last28Days, "\"28d\"", false)]
    [InlineData(PeriodKind.Month, "[\"2026-11-01\",\"2026-11-21\"]", true)]
    [InlineData(PeriodKind.LastMonth, "[\"2026-10-01\",\"2026-10-31\"]", false)]
    [InlineData(PeriodKind.Year, "[\"2026-01-01\",\"2026-11-21\"]", true)]
    [InlineData(PeriodKind.Last12Months, "\"12mo\"", false)]
    [InlineData(PeriodKind.All, "\"all\"", true)]
    [InlineData(PeriodKind.Realtime, "[\"2026-11-20T23:01:00Z\",\"2026-11-20T23:30:59Z\"]", true)]
    public void Span_CoversWhatThePeriodSays(PeriodKind kind, string range, bool includesNow)
    {
        PeriodSpan span = Calendar("Europe/Berlin").SpanOf(new ViewPeriod(kind));
        Assert.Equal(range, span.DateRange);
        Assert.Equal(includesNow, span.IncludesNow);
    }

    [Fact]
    public void Move_GoesBackAndForth_AndNeverIntoTheFuture()
    {
        PeriodCalendar calendar = Calendar("Europe/Berlin");
        for (int seed = 0; seed < 2_000; seed++)
        {
            ViewPeriod period = new ViewDice(seed).Period();
            PeriodSpan span = calendar.SpanOf(period);
            if (calendar.Move(period, -1) is { } before && span.First <= calendar.Today)
            {
                PeriodSpan moved = calendar.SpanOf(before);
                Assert.True(moved.Last < span.First, $"seed {seed}");
                Assert.Equal(span.First, calendar.SpanOf(calendar.Move(before, 1)!).First);
            }

            if (calendar.Move(period, 1) is { } after) Assert.True(calendar.SpanOf(after).First <= calendar.Today, $"seed {seed}");
        }
    }

    [Fact]
    public void Default_IsToday_WhereThereIsHardlyAPast()
    {
        Assert.Equal(ViewPeriod.Today, Calendar("Etc/UTC", Now.AddHours(-30)).Default);
        Assert.Equal(ViewPeriod.Today, Calendar("Etc/UTC", firstHit: null).Default);
        Assert.Equal(ViewPeriod.Last28Days, Calendar("Etc/UTC", Now.AddDays(-10)).Default);
    }

    [Theory]
    [InlineData(1, ChartInterval.Hour)]
    [InlineData(2, ChartInterval.Hour)]
    [InlineData(28, ChartInterval.Day)]
    [InlineData(91, ChartInterval.Day)]
    [InlineData(365, ChartInterval.Week)]
    [InlineData(900, ChartInterval.Month)]
    public void Interval_SuitsTheLength_UnlessAskedOtherwise(int days, ChartInterval expected)
    {
        PeriodSpan span = Calendar("Etc/UTC").SpanOf(ViewPeriod.Days(new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 1).AddDays(days - 1)));
        Assert.Equal(expected, span.IntervalFor(asked: null));
        foreach (ChartInterval interval in Enum.GetValues<ChartInterval>())
        {
            Assert.Contains(span.IntervalFor(interval), span.Intervals);
            if (span.Intervals.Contains(interval)) Assert.Equal(interval, span.IntervalFor(interval));
        }
    }

    private static PeriodCalendar Calendar(string zone) => Calendar(zone, Now.AddYears(-1));

    private static PeriodCalendar Calendar(string zone, DateTimeOffset? firstHit)
    {
        Assert.True(Zones.TryFind(zone, out ZoneRules? rules));
        return new PeriodCalendar(rules, Now, firstHit);
    }
}
