using System.Globalization;
using System.Text.Json.Nodes;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>Runs the reports of schedules.</summary>
/// <param name="reports">Answers.</param>
/// <param name="configuration">Holds the saved queries.</param>
public sealed class ScheduleReports(ReportService reports, IConfigurationStore configuration)
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly (string Name, string Title, string Dimension)[] Lists =
        [("sources", "Top sources", "visit:source"), ("pages", "Top pages", "event:page"), ("countries", "Top countries", "visit:country_name")];

    /// <summary>Runs the report of a schedule as of a time.</summary>
    /// <param name="site">The site.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="due">The time; the period is the one before its date.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The report; or why there is none, or none yet because hits of the period are still on their way.</returns>
    public async ValueTask<Reported<NoticeReport>> RunAsync(Site site, Schedule schedule, Due due, CancellationToken ct)
    {
        LocalDays period = ScheduleTimes.PeriodOf(schedule.Frequency, due.Date);
        LocalDays compared = ScheduleTimes.ComparedWith(schedule.Frequency, period);
        Reported<NoticeReport> run = schedule.Query is null
            ? await OverviewAsync(site, period, compared, ct)
            : await QueryAsync(site, schedule, period, compared, due, ct);
        if (run.Value is not { } report) return run;
        long freshFrom = schedule.KeepsRange ? due.AtMs : Math.Min(due.AtMs, Calendars.Of(site).StartOf(period.Last.AddDays(1)));
        return report.Tables.All(table => table.Table.Meta.FreshTo.ToUnixTimeMilliseconds() >= freshFrom) ? run : Reported<NoticeReport>.Later("not all hits of its time are counted yet");
    }

    private async ValueTask<Reported<NoticeReport>> OverviewAsync(Site site, LocalDays period, LocalDays compared, CancellationToken ct)
    {
        var wanted = new List<(string Name, string Title, byte[] Query)> { ("totals", "Overview", ScheduleQueries.Totals(period, compared)) };
        foreach ((string name, string title, string dimension) in Lists) wanted.Add((name, title, ScheduleQueries.Top(period, dimension)));
        if (configuration.GoalsOf(site.Id).Count > 0) wanted.Add(("goals", "Goals", ScheduleQueries.Top(period, "event:goal")));
        IReadOnlyList<ReportAnswer> answers = await reports.AnswerManyAsync(site, [.. wanted.Select(one => (ReadOnlyMemory<byte>)one.Query)], ct);
        var tables = new List<NoticeTable>(wanted.Count);
        for (int i = 0; i < answers.Count; i++)
        {
            if (AnsweredTable.Read(answers[i], out string? error) is not { } table) return ProblemOf(answers[i], error);
            tables.Add(new NoticeTable(wanted[i].Name, wanted[i].Title, table, answers[i].Body));
        }

        return new NoticeReport(period, compared, tables, File: null);
    }

    private async ValueTask<Reported<NoticeReport>> QueryAsync(Site site, Schedule schedule, LocalDays period, LocalDays compared, Due due, CancellationToken ct)
    {
        string name = schedule.Query!;
        SiteDocument? document = configuration.FindDocument(site.Id, DocumentKind.Query, name);
        if (document is null) return Reported<NoticeReport>.Never($"there is no saved query \"{name}\" any more");
        if (JsonNode.Parse(document.Json) is not JsonObject query) return Reported<NoticeReport>.Never($"the saved query \"{name}\" cannot be read");
        byte[] shown = schedule.KeepsRange ? ScheduleQueries.AsOf(query, due.Date) : ScheduleQueries.Over(query, period, compared);
        ReportAnswer answer = await reports.AnswerAsync(site, shown, ct);
        if (AnsweredTable.Read(answer, out string? error) is not { } table) return ProblemOf(answer, error);
        MailAttachment? file = null;
        if (schedule.Format != NoticeFormat.Html)
        {
            // Files hold what was asked for, without the comparison that is only shown.
            byte[] asked = schedule.KeepsRange ? shown : ScheduleQueries.Over(query, period, compared: null);
            ReportAnswer content = await reports.AnswerAsync(site, asked, schedule.Format == NoticeFormat.Csv ? ReportFormat.Csv : ReportFormat.Json, ct);
            if (content.Status != 200) return ProblemOf(content, "");
            file = FileOf(name, due.Date, schedule.Format, content.Body);
        }

        return new NoticeReport(schedule.KeepsRange ? RangeOf(table.From, table.To) ?? period : period, RangeOf(table.ComparedFrom, table.ComparedTo), [new NoticeTable("query", name, table, answer.Body)], file);
    }

    // Ranges are days, or instants that begin with one.
    private static LocalDays? RangeOf(string? from, string? to) => Day(from) is { } first && Day(to) is { } last ? new LocalDays(first, last) : null;

    private static DateOnly? Day(string? text) =>
        text?.Length >= DayFormat.Length && DateOnly.TryParseExact(text.AsSpan(0, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private static MailAttachment FileOf(string name, DateOnly date, NoticeFormat format, ReadOnlyMemory<byte> content) => format == NoticeFormat.Csv
        ? new MailAttachment($"{name}-{date:yyyy-MM-dd}.csv", "text/csv; charset=utf-8", content)
        : new MailAttachment($"{name}-{date:yyyy-MM-dd}.json", "application/json; charset=utf-8", content);

    private static Reported<NoticeReport> ProblemOf(ReportAnswer answer, string? error) =>
        answer.Status == 400 ? Reported<NoticeReport>.Never($"the query is refused: {error}") : Reported<NoticeReport>.Later($"the report could not be computed: {error}");
}
