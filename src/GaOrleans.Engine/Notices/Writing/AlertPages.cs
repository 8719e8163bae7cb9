using System.Globalization;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Says what an alert has to say.</summary>
internal static class AlertPages
{
    /// <summary>The page of an alert, without its links.</summary>
    public static NoticePage Of(Site site, string name, Alert alert, Watched watched)
    {
        LocalCalendar calendar = Calendars.Of(site);
        var figures = new List<NoticeFigure> { FigureOf(alert, watched) };
        if (watched.Verdict.Usual is { } usual) figures.Add(new NoticeFigure(UsualLabel(alert.Period), AlertWords.Number(alert, usual, watched.Currency), Change: null, Mood: 0));
        var lines = new List<string> { AlertWords.Outcome(alert, watched) };
        if (alert.Filters.Trim() is not "[]") lines.Add("Only what matches the alert's filters is counted.");
        return new NoticePage
        {
            Site = NoticeText.Clean(site.Domain),
            Title = NoticeText.Clean(name),
            When = NoticeDates.Text(alert.Period, calendar, watched.Period),
            Lines = lines,
            Figures = figures,
            Reason = string.Create(CultureInfo.InvariantCulture, $"You get this alert because somebody who looks after {NoticeText.Clean(site.Domain)} put your address on its list. It stays quiet for the next {alert.QuietHours} hours."),
        };
    }

    private static NoticeFigure FigureOf(Alert alert, Watched watched)
    {
        double? percent = watched.Verdict.ChangePercent;
        string? change = percent is { } by ? string.Create(CultureInfo.InvariantCulture, $"{(by > 0 ? "+" : "−")}{Math.Abs(by):0.#} %") : null;
        return new NoticeFigure(NoticeNumbers.Label(alert.Metric), NoticeNumbers.Text(alert.Metric, new AnsweredNumber(watched.Verdict.Value, watched.Currency)), change, NoticeNumbers.Mood(alert.Metric, percent));
    }

    private static string UsualLabel(NoticePeriod period) => period == NoticePeriod.Hour ? "Usual at this hour of the week" : "Usual on this weekday";
}
