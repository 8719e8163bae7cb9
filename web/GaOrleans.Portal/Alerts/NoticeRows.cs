using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Portal.Queries;

namespace GaOrleans.Portal.Alerts;

/// <summary>Makes the lists of the page.</summary>
internal static class NoticeRows
{
    /// <summary>The schedules.</summary>
    public static IReadOnlyList<NoticeRow> OfSchedules(Site site, IEnumerable<SiteDocument> documents, IReadOnlyList<NoticeEntry> log, long nowMs, Func<string, bool> hasQuery) => [.. documents.Select(document =>
    {
        NoticeEntry? last = LastOf(document, log);
        if (Schedule.Read(document.Json, out string? problem) is not { } schedule) return Unreadable(document, problem!, last);
        string? next = schedule.Enabled ? NoticeWords.Day(site, ScheduleTimes.Next(schedule, Calendars.Of(site), nowMs).AtMs) : null;
        return new NoticeRow(document, schedule.Query ?? "Overview", Only: "", NoticeWords.When(schedule), NoticeWords.To(schedule), next, schedule.Enabled, Problem: null, last, LacksQuery: schedule.Query is { } query && !hasQuery(query));
    })];

    /// <summary>The alerts.</summary>
    public static IReadOnlyList<NoticeRow> OfAlerts(IEnumerable<SiteDocument> documents, IReadOnlyList<NoticeEntry> log) => [.. documents.Select(document =>
    {
        NoticeEntry? last = LastOf(document, log);
        return Alert.Read(document.Json, out string? problem) is { } alert
            ? new NoticeRow(document, AlertWords.Condition(alert), FilterText.Of(alert.Filters), When: "", NoticeWords.To(alert), Next: null, alert.Enabled, Problem: null, last)
            : Unreadable(document, problem!, last);
    })];

    private static NoticeRow Unreadable(SiteDocument document, string problem, NoticeEntry? last) => new(document, What: "", Only: "", When: "", To: "", Next: null, Enabled: false, problem, last);

    private static NoticeEntry? LastOf(SiteDocument document, IReadOnlyList<NoticeEntry> log) => log.FirstOrDefault(entry => entry.Kind == document.Kind && entry.DocumentId == document.Id);
}
