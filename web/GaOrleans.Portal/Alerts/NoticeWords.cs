using System.Globalization;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;

namespace GaOrleans.Portal.Alerts;

/// <summary>Schedules and what became of them, in words.</summary>
internal static class NoticeWords
{
    /// <summary>The days of the week, Monday first.</summary>
    public static IReadOnlyList<string> Weekdays { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>When a schedule is sent.</summary>
    public static string When(Schedule schedule)
    {
        string hour = string.Create(CultureInfo.InvariantCulture, $"{schedule.Hour:00}:00");
        return schedule.Frequency switch
        {
            Frequency.Daily => $"Every day at {hour}",
            Frequency.Weekly => $"Every {Weekdays[schedule.Weekday - 1]} at {hour}",
            _ => $"Every month on day {schedule.Day} at {hour}",
        };
    }

    /// <summary>To whom something goes.</summary>
    public static string To(INotice notice) => (notice.To.Count, notice.Webhook) switch
    {
        (0, _) => "webhook",
        (1, null) => notice.To[0],
        (1, _) => $"{notice.To[0]}, webhook",
        (_, null) => $"{notice.To.Count} addresses",
        _ => $"{notice.To.Count} addresses, webhook",
    };

    /// <summary>An instant in the site's zone.</summary>
    public static string At(Site site, long ms) => Calendars.Of(site).LocalTimeAt(ms).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant with its weekday, for what is still to come.</summary>
    public static string Day(Site site, long ms) => Calendars.Of(site).LocalTimeAt(ms).ToString("ddd, d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The hour or day that an alert looked at, by its first instant.</summary>
    public static string Period(Site site, NoticePeriod period, long fromMs) =>
        period == NoticePeriod.Hour ? Day(site, fromMs) : Calendars.Of(site).LocalTimeAt(fromMs).ToString("ddd, d MMM", CultureInfo.InvariantCulture);

    /// <summary>What became of a notice.</summary>
    public static string Of(NoticeOutcome outcome) => outcome switch
    {
        NoticeOutcome.Sent => "Sent",
        NoticeOutcome.PartlySent => "Partly sent",
        NoticeOutcome.Failed => "Failed",
        NoticeOutcome.Skipped => "Skipped",
        _ => "Missed",
    };

    /// <summary>The class that colours it.</summary>
    public static string ClassOf(NoticeOutcome outcome) => outcome switch
    {
        NoticeOutcome.Sent => "ga-tag ga-tag-good",
        NoticeOutcome.Failed => "ga-tag ga-tag-bad",
        NoticeOutcome.Skipped => "ga-tag",
        _ => "ga-tag ga-tag-warn",
    };
}
