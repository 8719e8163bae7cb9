using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Notices.Documents;

namespace GaOrleans.Engine.Notices.Timing;

/// <summary>
/// When schedules are due. Each local date that matches has exactly one time: where the clock skips the hour, the moment of the change; where it repeats the hour,
/// the first of the two. A date that a zone left out altogether has none.
/// </summary>
public static class ScheduleTimes
{
    // Two months and a bit: a month whose day was left out by its zone.
    private const int FurthestDays = 70;

    /// <summary>The last time at or before an instant; null when there is none after <paramref name="afterMs"/>.</summary>
    public static Due? Latest(Schedule schedule, LocalCalendar calendar, long afterMs, long nowMs)
    {
        DateOnly date = calendar.DateAt(nowMs).AddDays(1);
        for (int i = 0; i < FurthestDays; i++, date = date.AddDays(-1))
        {
            if (TryAt(schedule, calendar, date, out Due due) && due.AtMs <= nowMs) return due.AtMs > afterMs ? due : null;
        }

        return null;
    }

    /// <summary>The first time after an instant.</summary>
    public static Due Next(Schedule schedule, LocalCalendar calendar, long nowMs)
    {
        for (DateOnly date = calendar.DateAt(nowMs); ; date = date.AddDays(1))
        {
            if (TryAt(schedule, calendar, date, out Due due) && due.AtMs > nowMs) return due;
        }
    }

    /// <summary>The times after one instant and before another, the newest first, at most a number of them.</summary>
    public static IReadOnlyList<Due> Between(Schedule schedule, LocalCalendar calendar, long afterMs, long beforeMs, int most)
    {
        var found = new List<Due>();
        while (found.Count < most && Latest(schedule, calendar, afterMs, beforeMs - 1) is { } due)
        {
            found.Add(due);
            beforeMs = due.AtMs;
        }

        return found;
    }

    /// <summary>The local days that a report due on a date is about.</summary>
    public static LocalDays PeriodOf(Frequency frequency, DateOnly date)
    {
        var month = new DateOnly(date.Year, date.Month, 1);
        return frequency switch
        {
            Frequency.Daily => new LocalDays(date.AddDays(-1), date.AddDays(-1)),
            Frequency.Weekly => new LocalDays(date.AddDays(-7), date.AddDays(-1)),
            _ => new LocalDays(month.AddMonths(-1), month.AddDays(-1)),
        };
    }

    /// <summary>The days that the numbers of a period are compared with: for a day the same weekday, else the week or month before.</summary>
    public static LocalDays ComparedWith(Frequency frequency, LocalDays period) => frequency == Frequency.Monthly
        ? new LocalDays(period.First.AddMonths(-1), period.First.AddDays(-1))
        : new LocalDays(period.First.AddDays(-7), period.Last.AddDays(-7));

    private static bool TryAt(Schedule schedule, LocalCalendar calendar, DateOnly date, out Due due)
    {
        due = default;
        if (!Matches(schedule, date)) return false;
        due = new Due(calendar.InstantOf(date.ToDateTime(new TimeOnly(schedule.Hour, 0))), date);
        return calendar.DateAt(due.AtMs) == date;
    }

    private static bool Matches(Schedule schedule, DateOnly date) => schedule.Frequency switch
    {
        Frequency.Daily => true,
        Frequency.Weekly => Weekday(date) == schedule.Weekday,
        _ => date.Day == Math.Min(schedule.Day, DateTime.DaysInMonth(date.Year, date.Month)),
    };

    private static int Weekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
