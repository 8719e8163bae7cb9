using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Notices.Documents;

namespace GaOrleans.Engine.Notices.Timing;

/// <summary>The hours and days that alerts look at. An hour that the clock repeats is two; neither hours nor days hold a change of offset twice.</summary>
public static class AlertPeriods
{
    /// <summary>Weeks that tell what is usual.</summary>
    public const int Weeks = 4;

    private const int DaysOfWeek = 7;

    /// <summary>The last period that had ended at an instant.</summary>
    public static TimeRange LastEnded(NoticePeriod period, LocalCalendar calendar, long nowMs)
    {
        if (period == NoticePeriod.Day)
        {
            DateOnly today = calendar.DateAt(nowMs);
            long start = calendar.StartOf(today);
            return new TimeRange(calendar.StartOf(calendar.DateAt(start - 1)), start);
        }

        long hour = calendar.Zone.HourStart(LocalCalendar.SecondsOf(nowMs));
        return new TimeRange(calendar.Zone.HourStart(hour - 1) * 1000, hour * 1000);
    }

    /// <summary>The period before another.</summary>
    public static TimeRange Before(NoticePeriod period, LocalCalendar calendar, TimeRange range) => LastEnded(period, calendar, range.FromMs);

    /// <summary>The same hour or day of the four weeks before, the newest first. An hour that one of those days did not have is left out.</summary>
    public static IReadOnlyList<TimeRange> SameWeekday(NoticePeriod period, LocalCalendar calendar, TimeRange range)
    {
        var earlier = new List<TimeRange>(Weeks);
        DateTime local = calendar.LocalTimeAt(range.FromMs);
        for (int week = 1; week <= Weeks; week++)
        {
            DateTime then = local.AddDays(-week * DaysOfWeek);
            if (period == NoticePeriod.Day) AddDay(earlier, calendar, DateOnly.FromDateTime(then));
            else AddHour(earlier, calendar, then);
        }

        return earlier;
    }

    private static void AddDay(List<TimeRange> earlier, LocalCalendar calendar, DateOnly date)
    {
        long from = calendar.StartOf(date), to = calendar.StartOf(date.AddDays(1));
        if (to > from) earlier.Add(new TimeRange(from, to));
    }

    private static void AddHour(List<TimeRange> earlier, LocalCalendar calendar, DateTime local)
    {
        long ms = calendar.InstantOf(local);
        if (calendar.LocalTimeAt(ms) != local) return;
        long hour = calendar.Zone.HourStart(LocalCalendar.SecondsOf(ms));
        earlier.Add(new TimeRange(hour * 1000, calendar.Zone.HourEnd(hour) * 1000));
    }
}
