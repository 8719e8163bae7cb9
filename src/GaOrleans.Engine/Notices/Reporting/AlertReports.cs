using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Judging;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>Looks at periods for alerts. Only periods from the site's first hour with a hit on count as usual.</summary>
/// <param name="reports">Answers.</param>
public sealed class AlertReports(ReportService reports)
{
    /// <summary>Looks at one period.</summary>
    /// <returns>What came out; or why nothing did, or not yet because hits of the period are still on their way.</returns>
    public async ValueTask<Reported<Watched>> LookAsync(Site site, Alert alert, TimeRange period, CancellationToken ct)
    {
        LocalCalendar calendar = Calendars.Of(site);
        var periods = new List<TimeRange> { period };
        if (alert.Condition.IsChange)
        {
            (long firstMs, string? problem) = await FirstHourAsync(site, ct);
            if (problem is not null) return Reported<Watched>.Later(problem);
            periods.AddRange(AlertPeriods.SameWeekday(alert.Period, calendar, period).Where(range => range.FromMs >= firstMs));
        }

        IReadOnlyList<ReportAnswer> answers = await reports.AnswerManyAsync(site, [.. periods.Select(range => (ReadOnlyMemory<byte>)AlertQueries.Of(alert, calendar, range))], ct);
        var numbers = new List<AnsweredNumber>(answers.Count);
        foreach (ReportAnswer answer in answers)
        {
            if (AnsweredTable.Read(answer, out string? error) is not { } table) return ProblemOf(answer, error);
            if (table.Meta.FreshTo.ToUnixTimeMilliseconds() < period.ToMs) return Reported<Watched>.Later("not all hits of its time are counted yet");
            numbers.Add(table.Rows.Count > 0 ? table.Rows[0].Numbers[0] : new AnsweredNumber(0, Currency: null));
        }

        return new Watched(period, AlertJudge.Judge(alert.Condition, numbers[0].Value, [.. numbers.Skip(1).Select(number => number.Value)]), numbers[0].Currency);
    }

    /// <summary>
    /// What an alert would have seen in the days before today, the oldest first. Visits that cross the end of a period may be counted in another one
    /// than when the alert looks at it alone.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="nowMs">Now, milliseconds since 1970 UTC.</param>
    /// <param name="days">How many days.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<Reported<IReadOnlyList<Watched>>> LookBackAsync(Site site, Alert alert, long nowMs, int days, CancellationToken ct)
    {
        LocalCalendar calendar = Calendars.Of(site);
        long end = AlertPeriods.LastEnded(alert.Period, calendar, nowMs).ToMs;
        DateOnly first = calendar.DateAt(end - 1).AddDays(1 - days);
        long from = calendar.StartOf(first), readFrom = alert.Condition.IsChange ? calendar.StartOf(first.AddDays(-7 * AlertPeriods.Weeks)) : from;
        (long firstMs, string? unread) = await FirstHourAsync(site, ct);
        if (unread is not null) return Reported<IReadOnlyList<Watched>>.Later(unread);
        ReportAnswer answer = await reports.AnswerAsync(site, AlertQueries.Series(alert, calendar, new TimeRange(readFrom, end)), ct);
        if (AnsweredTable.Read(answer, out string? error) is not { } table)
        {
            Reported<Watched> problem = ProblemOf(answer, error);
            return new Reported<IReadOnlyList<Watched>>(Value: null, problem.Problem, problem.MayRetry);
        }

        var series = new NumberSeries(table, alert.Period, calendar);
        var seen = new List<Watched>();
        for (TimeRange period = AlertPeriods.LastEnded(alert.Period, calendar, end); period.FromMs >= Math.Max(from, firstMs); period = AlertPeriods.Before(alert.Period, calendar, period))
        {
            IEnumerable<double?> earlier = AlertPeriods.SameWeekday(alert.Period, calendar, period).Where(range => range.FromMs >= firstMs).Select(range => series.At(range.FromMs).Value);
            AnsweredNumber number = series.At(period.FromMs);
            seen.Add(new Watched(period, AlertJudge.Judge(alert.Condition, number.Value, [.. earlier]), number.Currency));
        }

        seen.Reverse();
        return seen;
    }

    private async ValueTask<(long Ms, string? Problem)> FirstHourAsync(Site site, CancellationToken ct)
    {
        try
        {
            return (await reports.FirstHourMsAsync(site, ct) ?? long.MaxValue, null);
        }
        catch (IOException e)
        {
            return (0, e.Message);
        }
    }

    private static Reported<Watched> ProblemOf(ReportAnswer answer, string? error) =>
        answer.Status == 400 ? Reported<Watched>.Never($"the query is refused: {error}") : Reported<Watched>.Later($"the report could not be computed: {error}");
}
