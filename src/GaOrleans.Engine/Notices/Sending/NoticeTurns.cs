using System.Globalization;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>Does what is due for one document: claims it, runs it, delivers it and writes down what became of it.</summary>
internal sealed class NoticeTurns(
    IRecordStore records, SendingRules rules, ScheduleReports reports, AlertReports alerts, NoticeMails mails, Deliveries deliveries, NoticeLog log, TimeProvider time)
{
    /// <summary>How long after a period alerts look at it, so that hits on their way arrive.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private const int MostMissed = 31;
    private const int MostTries = 4;

    // All within the hour, before the next period comes.
    private const int MostAlertTries = 3;
    private const int MostAttempts = 40;

    private readonly Claims _claims = new(records, time);

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The time of a document that is or was due last; null when there is none.</summary>
    public long? DueMs(Site site, SiteDocument document)
    {
        LocalCalendar calendar = Calendars.Of(site);
        if (document.Kind == DocumentKind.Schedule)
        {
            Schedule? schedule = Schedule.Read(document.Json, out _);
            return schedule is not { Enabled: true } ? null : ScheduleTimes.Latest(schedule, calendar, schedule.Since, NowMs)?.AtMs;
        }

        Alert? alert = Alert.Read(document.Json, out _);
        if (alert is not { Enabled: true }) return null;
        TimeRange period = AlertPeriods.LastEnded(alert.Period, calendar, time.GetUtcNow().Subtract(Settling).ToUnixTimeMilliseconds());
        return period.ToMs > alert.Since ? period.ToMs : null;
    }

    /// <summary>Works on a due time, if nobody else does.</summary>
    /// <returns>Whether nothing is left to do for it.</returns>
    public async ValueTask<bool> TakeAsync(Site site, SiteDocument document, long dueMs, CancellationToken ct)
    {
        (Claim? claim, bool isSettled) = await _claims.TryAsync(document, dueMs, ct);
        if (claim is null) return isSettled;
        if (claim.Progress.Attempts > MostAttempts) return await EndAsync(claim, site, document, NoticeOutcome.Failed, "it was tried too often", [], ct);
        return document.Kind == DocumentKind.Schedule
            ? await SendScheduleAsync(claim, site, document, Schedule.Read(document.Json, out _)!, ct)
            : await WatchAsync(claim, site, document, Alert.Read(document.Json, out _)!, ct);
    }

    private async ValueTask<bool> SendScheduleAsync(Claim claim, Site site, SiteDocument document, Schedule schedule, CancellationToken ct)
    {
        LocalCalendar calendar = Calendars.Of(site);
        if (claim.IsNew) await TellMissedAsync(claim, site, document, schedule, calendar, ct);
        if (rules.ProblemOf(site) is { } problem) return await EndAsync(claim, site, document, NoticeOutcome.Skipped, problem, [], ct);
        var due = new Due(claim.Progress.DueMs, calendar.DateAt(claim.Progress.DueMs));
        Reported<NoticeReport> run = await reports.RunAsync(site, schedule, due, ct);
        if (run.Value is { } report) return await DeliverAsync(claim, site, document, schedule, mails.Report(site, document, schedule, report), detail: null, firedMs: null, ct);
        if (!run.MayRetry) return await EndAsync(claim, site, document, NoticeOutcome.Skipped, run.Problem, [], ct);
        return await LaterAsync(claim, site, document, run.Problem!, ct);
    }

    private async ValueTask<bool> WatchAsync(Claim claim, Site site, SiteDocument document, Alert alert, CancellationToken ct)
    {
        LocalCalendar calendar = Calendars.Of(site);
        TimeRange period = AlertPeriods.LastEnded(alert.Period, calendar, claim.Progress.DueMs);
        if (claim is { IsNew: true, Previous: { IsDone: false } unfinished })
            await log.AppendAsync(site.Id, new NoticeEntry(0, document.Kind, document.Id, document.Name, unfinished.DueMs, NoticeOutcome.Missed, "it could not be looked at or sent in time", []), ct);
        if (IsQuiet(alert, claim.Progress.FiredMs, period) || rules.ProblemOf(site) is not null)
        {
            await claim.DoneAsync(firedMs: null, ct);
            return true;
        }

        Reported<Watched> look = await alerts.LookAsync(site, alert, period, ct);
        if (look.Value is not { } watched)
        {
            return look.MayRetry ? await LaterAsync(claim, site, document, look.Problem!, ct) : await EndAsync(claim, site, document, NoticeOutcome.Skipped, look.Problem, [], ct);
        }

        if (watched.Verdict.Fires)
        {
            return await DeliverAsync(claim, site, document, alert, mails.Alert(site, document, alert, watched, isTest: false), AlertWords.Outcome(alert, watched), period.ToMs, ct);
        }

        await claim.DoneAsync(firedMs: null, ct);
        return true;
    }

    private async ValueTask<bool> DeliverAsync(Claim claim, Site site, SiteDocument document, INotice notice, PreparedNotice prepared, string? detail, long? firedMs, CancellationToken ct)
    {
        await claim.DeliverAsync(ct);
        string deliveryId = string.Create(CultureInfo.InvariantCulture, $"{document.Id}-{claim.Progress.DueMs}");
        (IReadOnlyList<Delivery> done, bool mayRetry) = await deliveries.SendAsync(site, document, notice, prepared, deliveryId, claim.Progress.Reached, target => claim.ReachedAsync(target, ct), ct);
        if (mayRetry && claim.Progress.Tries < (notice is Alert ? MostAlertTries : MostTries))
        {
            await claim.WaitAsync(PauseAfter(claim.Progress.Tries), ct);
            return false;
        }

        // What reached nobody is no reason to be quiet.
        return await EndAsync(claim, site, document, Deliveries.OutcomeOf(done), detail, done, ct, done.Any(delivery => delivery.IsSent) ? firedMs : null);
    }

    // The line is written before the claim is given up, so that nothing is sent without one; dying in between writes it twice.
    private async ValueTask<bool> EndAsync(
        Claim claim, Site site, SiteDocument document, NoticeOutcome outcome, string? detail, IReadOnlyList<Delivery> done, CancellationToken ct, long? firedMs = null)
    {
        await log.AppendAsync(site.Id, new NoticeEntry(0, document.Kind, document.Id, document.Name, claim.Progress.DueMs, outcome, detail, done), ct);
        await claim.DoneAsync(firedMs, ct);
        return true;
    }

    private async ValueTask<bool> LaterAsync(Claim claim, Site site, SiteDocument document, string problem, CancellationToken ct)
    {
        if (claim.Progress.Attempts >= MostAttempts) return await EndAsync(claim, site, document, NoticeOutcome.Failed, problem, [], ct);
        await claim.WaitAsync(TimeSpan.FromMinutes(1), ct);
        return false;
    }

    // What was due while nobody was there; the latest is about to be sent.
    private async ValueTask TellMissedAsync(Claim claim, Site site, SiteDocument document, Schedule schedule, LocalCalendar calendar, CancellationToken ct)
    {
        long after = Math.Max(schedule.Since, claim.Previous is { } previous ? previous.IsDone ? previous.DueMs : previous.DueMs - 1 : 0);
        foreach (Due missed in ScheduleTimes.Between(schedule, calendar, after, claim.Progress.DueMs, MostMissed).Reverse())
        {
            await log.AppendAsync(site.Id, new NoticeEntry(0, document.Kind, document.Id, document.Name, missed.AtMs, NoticeOutcome.Missed, "the service was down, or could not send it in time", []), ct);
        }
    }

    // What it saw before it was told to watch something else does not count.
    private static bool IsQuiet(Alert alert, long firedMs, TimeRange period) => firedMs >= alert.Since && firedMs > 0 && period.ToMs <= firedMs + alert.QuietHours * 3_600_000L;

    private static TimeSpan PauseAfter(int tries) => TimeSpan.FromMinutes(tries switch { 1 => 2, 2 => 10, _ => 45 });
}
