using GaOrleans.Portal.Dashboard.Drawing;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class TimeTicksTests
{
    [Fact]
    public void Hours_OfSeveralDays_AreNamedByTheirDays() =>
        Assert.Equal("14 Nov, 15 Nov, 16 Nov, 17 Nov, 18 Nov, 19 Nov, 20 Nov", Named(new DateTime(2026, 11, 14), 7 * 24, slot => slot.AddHours(1), ChartInterval.Hour));

    [Fact]
    public void Days_OfHalfAYear_AreNamedByTheirMonths() =>
        Assert.Equal("Sep 2026, Oct 2026, Nov 2026", Named(new DateTime(2026, 8, 22), 91, slot => slot.AddDays(1), ChartInterval.Day));

    [Fact]
    public void Weeks_AreNamedByTheMonthsThatTheyBegin() =>
        Assert.Equal("Jan 2026, Feb 2026, Mar 2026, Apr 2026", Named(new DateTime(2026, 1, 1), 15, slot => slot.Day == 1 && slot.Month == 1 ? new DateTime(2026, 1, 5) : slot.AddDays(7), ChartInterval.Week));

    [Fact]
    public void Days_OfAMonth_AreNamedEvenly() =>
        Assert.Equal("24 Oct, 28 Oct, 1 Nov, 5 Nov, 9 Nov, 13 Nov, 17 Nov", Named(new DateTime(2026, 10, 24), 28, slot => slot.AddDays(1), ChartInterval.Day));

    [Fact]
    public void Minutes_OfNow_AreNamedByFives() =>
        Assert.Equal("10:00, 10:05, 10:10, 10:15, 10:20, 10:25", Named(new DateTime(2026, 11, 20, 9, 57, 0), 30, slot => slot.AddMinutes(1), ChartInterval.Minute));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1440)]
    public void Ticks_AreFew_WhateverTheSlots(int count)
    {
        DateTime[] slots = [.. Enumerable.Range(0, count).Select(i => new DateTime(2026, 1, 1).AddMinutes(i))];
        foreach (ChartInterval interval in Enum.GetValues<ChartInterval>()) Assert.InRange(TimeTicks.Of(slots, interval).Count, 0, 8);
    }

    private static string Named(DateTime first, int count, Func<DateTime, DateTime> next, ChartInterval interval)
    {
        var slots = new List<DateTime> { first };
        while (slots.Count < count) slots.Add(next(slots[^1]));
        return string.Join(", ", TimeTicks.Of(slots, interval).Select(tick => tick.Text));
    }
}
