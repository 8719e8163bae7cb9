using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Notices.Webhooks;
using GaOrleans.Engine.Notices.Writing;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>What people do with schedules and alerts by hand: try them, and send them now, a bounded number of times.</summary>
public sealed class NoticeDesk(ScheduleReports reports, AlertReports alerts, NoticeMails mails, Deliveries deliveries, SendingRules rules, NoticeLog log, TimeProvider time)
{
    /// <summary>Days that <see cref="LookBackAsync"/> looks through.</summary>
    public const int LookBackDays = 28;

    /// <summary>How often something can be sent or tested by hand within ten minutes, for each site and process.</summary>
    public const int MostInTenMinutes = 5;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Queue<DateTimeOffset>> _recent = [];

    private string TooOften => $"At most {MostInTenMinutes} times in ten minutes; try again in a moment.";

    /// <summary>What an alert would have seen in the last 28 days.</summary>
    public ValueTask<Reported<IReadOnlyList<Watched>>> LookBackAsync(Site site, Alert alert, CancellationToken ct) =>
        alerts.LookBackAsync(site, alert, time.GetUtcNow().ToUnixTimeMilliseconds(), LookBackDays, ct);

    /// <summary>Why an alert can never be looked at, such as a rate of conversion without a goal; null when it can, or may later.</summary>
    public async ValueTask<string?> ProblemAsync(Site site, Alert alert, CancellationToken ct)
    {
        TimeRange period = AlertPeriods.LastEnded(alert.Period, Calendars.Of(site), time.GetUtcNow().ToUnixTimeMilliseconds());
        Reported<Watched> look = await alerts.LookAsync(site, alert, period, ct);
        return look is { Value: null, MayRetry: false } ? look.Problem : null;
    }

    /// <summary>Of what an alert saw, what it would have sent: those that fire outside its hours of quiet.</summary>
    public static IReadOnlyList<Watched> Firings(IReadOnlyList<Watched> seen, int quietHours)
    {
        var sent = new List<Watched>();
        foreach (Watched watched in seen)
        {
            if (watched.Verdict.Fires && (sent.Count == 0 || watched.Period.ToMs > sent[^1].Period.ToMs + quietHours * 3_600_000L)) sent.Add(watched);
        }

        return sent;
    }

    /// <summary>Sends a schedule's report, or a test of an alert, to all its recipients.</summary>
    /// <param name="site">The site.</param>
    /// <param name="document">The schedule or alert.</param>
    /// <param name="by">Who asks, for the log.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<SentNow> SendAsync(Site site, SiteDocument document, string by, CancellationToken ct)
    {
        if (await StandsInTheWayAsync(site, ct) is { } problem) return new SentNow([], problem);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Reported<Ready> prepared = document.Kind == DocumentKind.Schedule ? await ScheduleAsync(site, document, now, ct) : await AlertAsync(site, document, now, ct);
        if (prepared.Value is not { } ready) return new SentNow([], prepared.Problem);
        (IReadOnlyList<Delivery> done, _) = await deliveries.SendAsync(site, document, ready.Notice, ready.Prepared, $"{document.Id}-{now}-now", [], _ => ValueTask.CompletedTask, ct);
        await log.AppendAsync(site.Id, new NoticeEntry(0, document.Kind, document.Id, document.Name, now, Deliveries.OutcomeOf(done), $"sent by hand by {by}", done), ct);
        return new SentNow(done, Problem: null);
    }

    /// <summary>Posts a test to a webhook, once.</summary>
    public async ValueTask<SendOutcome> TestAsync(Site site, string name, HookTarget hook, CancellationToken ct)
    {
        if (HookAddress.Problem(hook.Url) is { } problem) return SendOutcome.Refused(problem);
        return await StandsInTheWayAsync(site, ct) is { } reason ? SendOutcome.Refused(reason) : await deliveries.TestAsync(site, name, hook, ct);
    }

    private async ValueTask<Reported<Ready>> ScheduleAsync(Site site, SiteDocument document, long now, CancellationToken ct)
    {
        if (Schedule.Read(document.Json, out string? error) is not { } schedule) return Reported<Ready>.Never(error!);
        LocalCalendar calendar = Calendars.Of(site);
        // Only what is complete can be sent: the period before today.
        DateOnly today = calendar.DateAt(now);
        Reported<NoticeReport> run = await reports.RunAsync(site, schedule, new Due(calendar.StartOf(today), today), ct);
        return run.Value is { } report ? new Ready(schedule, mails.Report(site, document, schedule, report)) : Reported<Ready>.Never(run.Problem!);
    }

    private async ValueTask<Reported<Ready>> AlertAsync(Site site, SiteDocument document, long now, CancellationToken ct)
    {
        if (Alert.Read(document.Json, out string? error) is not { } alert) return Reported<Ready>.Never(error!);
        TimeRange period = AlertPeriods.LastEnded(alert.Period, Calendars.Of(site), now);
        Reported<Watched> look = await alerts.LookAsync(site, alert, period, ct);
        return look.Value is { } watched ? new Ready(alert, mails.Alert(site, document, alert, watched, isTest: true)) : Reported<Ready>.Never(look.Problem!);
    }

    private async ValueTask<string?> StandsInTheWayAsync(Site site, CancellationToken ct)
    {
        if (rules.ProblemOf(site) is { } problem) return $"Nothing is sent: {problem}.";
        if (!await rules.IsOnAsync(ct)) return "Nothing is sent: support has switched it off for the whole service.";
        return MayGoOn(site.Id) ? null : TooOften;
    }

    private bool MayGoOn(int siteId)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_recent.TryGetValue(siteId, out Queue<DateTimeOffset>? recent)) _recent[siteId] = recent = [];
            while (recent.TryPeek(out DateTimeOffset oldest) && now - oldest >= Span) recent.Dequeue();
            if (recent.Count >= MostInTenMinutes) return false;
            recent.Enqueue(now);
            return true;
        }
    }

    private sealed record Ready(INotice Notice, PreparedNotice Prepared);
}
