using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class ScheduleTimeTests
{
    // Ordinary zones, half hours, midnight changes, a date that was left out, changes of half an hour, none.
    private static readonly string[] ZoneNames =
        ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Pacific/Kwajalein", "Australia/Lord_Howe", "Africa/Casablanca", "Etc/UTC"];

    public static TheoryData<string> AllZones() => [.. ZoneNames];

    [Theory]
    [MemberData(nameof(AllZones))]
    public void EveryDate_HasExactlyOneTime_WhateverTheClockDoes(string zone)
    {
        LocalCalendar calendar = Calendar(zone);
        foreach (int hour in new[] { 0, 1, 2, 3, 12, 23 })
        {
            Schedule schedule = Daily(hour);
            long last = 0;
            DateOnly expected = new(2011, 12, 20);
            // Found by walking, hour by hour, what the clock on the wall shows.
            for (long now = Ms("2011-12-20T00:00:00Z"); now < Ms("2012-01-10T00:00:00Z"); now += 900_000) Check(now);
            expected = new DateOnly(2018, 10, 20);
            for (long now = Ms("2018-10-20T00:00:00Z"); now < Ms("2018-11-15T00:00:00Z"); now += 900_000) Check(now);
            expected = new DateOnly(2026, 3, 1);
            for (long now = Ms("2026-03-01T00:00:00Z"); now < Ms("2026-04-15T00:00:00Z"); now += 900_000) Check(now);

            void Check(long now)
            {
                Due? due = ScheduleTimes.Latest(schedule, calendar, afterMs: 0, now);
                Assert.NotNull(due);
                Assert.True(due.Value.AtMs <= now);
                Assert.Equal(due.Value.Date, calendar.DateAt(due.Value.AtMs));
                Assert.True(due.Value.AtMs >= last || now - last > 86_400_000, $"{zone} {hour}: {due} after {last}");
                if (due.Value.AtMs == last) return;
                if (last != 0 && due.Value.AtMs - last < 10 * 86_400_000L)
                {
                    DateOnly next = expected.AddDays(1);
                    // A date that never was is passed over.
                    if (calendar.DateAt(calendar.StartOf(next)) != next) next = next.AddDays(1);
                    Assert.Equal(next, due.Value.Date);
                }

                DateTime shown = calendar.LocalTimeAt(due.Value.AtMs);
                bool isSkipped = calendar.LocalTimeAt(due.Value.AtMs - 1000).AddSeconds(1) != shown;
                Assert.True(shown.Hour == hour && shown.Minute == 0 || isSkipped, $"{zone} {hour}: {shown}");
                (last, expected) = (due.Value.AtMs, due.Value.Date);
            }
        }
    }

    [Theory]
    [InlineData("2026-03-29", 2, "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", 2, "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25", 3, "2026-10-25T02:00:00Z")]
    [InlineData("2026-09-10", 8, "2026-09-10T06:00:00Z")]
    public void Hour_ThatIsSkippedOrComesTwice_IsDueOnce(string date, int hour, string expected)
    {
        LocalCalendar calendar = Calendar("Europe/Berlin");
        long from = calendar.StartOf(DateOnly.Parse(date)), to = calendar.StartOf(DateOnly.Parse(date).AddDays(1));
        Due due = Assert.Single(ScheduleTimes.Between(Daily(hour), calendar, from - 1, to, most: 10));
        Assert.Equal(Ms(expected), due.AtMs);
    }

    [Theory]
    [MemberData(nameof(AllZones))]
    public void Next_IsWhatBecomesLatest(string zone)
    {
        LocalCalendar calendar = Calendar(zone);
        const int seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++)
        {
            var schedule = new Schedule { Frequency = (Frequency)random.Next(3), Hour = random.Next(24), Weekday = random.Next(1, 8), Day = random.Next(1, 32), To = ["a@b.c"] };
            long now = Ms("2011-01-01T00:00:00Z") + random.NextInt64(20L * 365 * 86_400_000);
            Due next = ScheduleTimes.Next(schedule, calendar, now);
            Assert.True(next.AtMs > now);
            Assert.Equal(next, ScheduleTimes.Latest(schedule, calendar, 0, next.AtMs));
            Due? before = ScheduleTimes.Latest(schedule, calendar, 0, next.AtMs - 1);
            Assert.True(before?.AtMs <= now, $"seed {seed}, round {i}: {schedule} in {zone} has {before} between {now} and {next}");
            Assert.Null(ScheduleTimes.Latest(schedule, calendar, next.AtMs, next.AtMs));
        }
    }

    [Fact]
    public void MonthlyDay_IsTheLast_WhereTheMonthIsShorter()
    {
        LocalCalendar calendar = Calendar("Europe/Berlin");
        var schedule = new Schedule { Frequency = Frequency.Monthly, Day = 31, Hour = 6, To = ["a@b.c"] };
        IEnumerable<DateOnly> dates = ScheduleTimes.Between(schedule, calendar, Ms("2026-01-01T00:00:00Z"), Ms("2026-05-01T12:00:00Z"), most: 10).Select(due => due.Date);
        Assert.Equal([new(2026, 4, 30), new(2026, 3, 31), new(2026, 2, 28), new(2026, 1, 31)], dates);
    }

    [Theory]
    [InlineData(Frequency.Daily, "2026-09-10", "2026-09-09", "2026-09-09", "2026-09-02", "2026-09-02")]
    [InlineData(Frequency.Weekly, "2026-09-07", "2026-08-31", "2026-09-06", "2026-08-24", "2026-08-30")]
    [InlineData(Frequency.Monthly, "2026-03-15", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31")]
    public void Period_IsTheOneBefore(Frequency frequency, string due, string first, string last, string comparedFirst, string comparedLast)
    {
        LocalDays period = ScheduleTimes.PeriodOf(frequency, DateOnly.Parse(due));
        Assert.Equal(new LocalDays(DateOnly.Parse(first), DateOnly.Parse(last)), period);
        Assert.Equal(new LocalDays(DateOnly.Parse(comparedFirst), DateOnly.Parse(comparedLast)), ScheduleTimes.ComparedWith(frequency, period));
    }

    private static Schedule Daily(int hour) => new() { Frequency = Frequency.Daily, Hour = hour, To = ["a@b.c"] };

    private static LocalCalendar Calendar(string name)
    {
        Assert.True(Zones.TryFind(name, out ZoneRules? zone));
        return new LocalCalendar(zone);
    }

    private static long Ms(string text) => DateTimeOffset.Parse(text).ToUnixTimeMilliseconds();
}
