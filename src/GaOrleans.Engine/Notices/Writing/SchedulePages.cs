using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Says what a report has to say.</summary>
internal static class SchedulePages
{
    private const int MostRows = 25;

    // The days of a month, or the hours of a day.
    private const int MostTimes = 31;
    private const int MostMetrics = 4;

    /// <summary>The page of a report, without its links.</summary>
    public static NoticePage Of(Site site, string name, Schedule schedule, NoticeReport report)
    {
        var figures = new List<NoticeFigure>();
        var lists = new List<NoticeList>();
        foreach (NoticeTable table in report.Tables)
        {
            if (table.Table.Dimensions.Count == 0) AddFigures(figures, table.Table);
            else lists.Add(ListOf(table));
        }

        var lines = new List<string>();
        if (report.Compared is { } compared) lines.Add($"Compared with {NoticeDates.Text(compared)}.");
        AddRemarks(lines, report);
        return new NoticePage
        {
            Site = NoticeText.Clean(site.Domain),
            Title = NoticeText.Clean(name),
            When = NoticeDates.Text(report.Period),
            Lines = lines,
            Figures = figures,
            Lists = lists,
            Reason = $"You get this {schedule.Frequency switch { Frequency.Daily => "every day", Frequency.Weekly => "every week", _ => "every month" }} because somebody who looks after {NoticeText.Clean(site.Domain)} put your address on its list.",
        };
    }

    private static void AddRemarks(List<string> lines, NoticeReport report)
    {
        if (report.Tables.Any(table => table.Table.Meta.VisitorsErrorPercent > 0)) lines.Add("Visitors are estimated, since the range is very large.");
        if (report.File is not null) lines.Add("All rows are in the file that comes with this mail.");
    }

    private static void AddFigures(List<NoticeFigure> figures, AnsweredTable table)
    {
        if (table.Rows.Count == 0) return;
        AnsweredRow row = table.Rows[0];
        for (int i = 0; i < table.Metrics.Count; i++) figures.Add(FigureOf(table, row, i));
    }

    private static NoticeList ListOf(NoticeTable notice)
    {
        AnsweredTable table = notice.Table;
        int metrics = Math.Min(table.Metrics.Count, MostMetrics);
        AnsweredRow[] shown = Shown(table);
        double most = shown.Max(row => row.Numbers[0].Value) ?? 0;
        var rows = new List<NoticeRow>(shown.Length);
        foreach (AnsweredRow row in shown)
        {
            string label = string.Join(" · ", row.Values.Select(NoticeText.Clean));
            var cells = new List<NoticeFigure>(metrics);
            for (int i = 0; i < metrics; i++) cells.Add(FigureOf(table, row, i));
            rows.Add(new NoticeRow(label, cells, most > 0 ? (row.Numbers[0].Value ?? 0) / most : 0));
        }

        return new NoticeList(NoticeText.Clean(notice.Title), [.. table.Metrics.Take(metrics).Select(NoticeNumbers.Label)], rows, notice.Name == "query" ? table.Rows.Count - shown.Length : 0);
    }

    // Lists begin with what matters most, times with what is longest ago.
    private static AnsweredRow[] Shown(AnsweredTable table) =>
        table.Dimensions[0].StartsWith("time", StringComparison.Ordinal) ? [.. table.Rows.TakeLast(MostTimes)] : [.. table.Rows.Take(MostRows)];

    private static NoticeFigure FigureOf(AnsweredTable table, AnsweredRow row, int i)
    {
        string metric = table.Metrics[i];
        AnsweredChange? change = table.ChangeOf(row, i);
        return new NoticeFigure(NoticeNumbers.Label(metric), NoticeNumbers.Text(metric, row.Numbers[i]), change is { } told ? NoticeNumbers.Change(told) : null, change?.Mood ?? ChangeMood.Neutral);
    }
}
