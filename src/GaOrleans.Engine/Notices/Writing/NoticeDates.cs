using System.Globalization;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Timing;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Days and hours as people read them in a mail.</summary>
internal static class NoticeDates
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Some days: one with its weekday, a whole month by its name, else from and to.</summary>
    public static string Text(LocalDays days)
    {
        if (days.First == days.Last) return days.First.ToString("dddd, d MMMM yyyy", Culture);
        if (days.First.Day == 1 && days.Last == days.First.AddMonths(1).AddDays(-1)) return days.First.ToString("MMMM yyyy", Culture);
        bool sameYear = days.First.Year == days.Last.Year;
        if (sameYear && days.First.Month == days.Last.Month) return string.Create(Culture, $"{days.First.Day}–{days.Last:d MMMM yyyy}");
        return $"{days.First.ToString(sameYear ? "d MMMM" : "d MMMM yyyy", Culture)} – {days.Last.ToString("d MMMM yyyy", Culture)}";
    }

    /// <summary>The hour or day an alert looked at.</summary>
    public static string Text(NoticePeriod period, LocalCalendar calendar, TimeRange range)
    {
        DateTime from = calendar.LocalTimeAt(range.FromMs);
        return period == NoticePeriod.Day
            ? from.ToString("dddd, d MMMM yyyy", Culture)
            : string.Create(Culture, $"{from:dddd, d MMMM yyyy}, {from:HH:mm}–{calendar.LocalTimeAt(range.ToMs - 1000).AddSeconds(1):HH:mm}");
    }
}
