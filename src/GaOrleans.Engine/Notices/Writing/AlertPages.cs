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
    /// <param name="site">The site.</param>
    /// <param name="name">The alert's name.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="watched">What it saw.</param>
    /// <param name="isTest">Whether somebody only wants to see it: then what it saw is no reason for it.</param>
    public static NoticePage Of(Site site, string name, Alert alert, Watched watched, bool isTest)
    {
        LocalCalendar calendar = Calendars.Of(site);
        var figures = new List<NoticeFigure> { FigureOf(alert, watched) };
        if (watched.Verdict.Usual is { } usual) figures.Add(new NoticeFigure(UsualLabel(alert.Period), AlertWords.Number(alert, usual, watched.Currency), Change: null, ChangeMood.Neutral));
        List<string> lines = isTest ? ["This is a test, sent to see how the alert looks.", $"It is sent when this holds: {AlertWords.Condition(alert)}."] : [AlertWords.Outcome(alert, watched)];
        if (alert.Filters.Trim() is not "[]") lines.Add("Only what matches the alert's filters is counted.");
        return new NoticePage
        {
            Site = NoticeText.Clean(site.Domain),
            Title = NoticeText.Clean(name),
            When = NoticeDates.Text(alert.Period, calendar, watched.Period),
            Lines = lines,
            Figures = figures,
            Reason = $"You get this alert because somebody who looks after {NoticeText.Clean(site.Domain)} put your address on its list.{(isTest ? "" : Quiet(alert.QuietHours))}",
        };
    }

    private static NoticeFigure FigureOf(Alert alert, Watched watched)
    {
        double? percent = watched.Verdict.ChangePercent;
        string value = NoticeNumbers.Text(alert.Metric, new AnsweredNumber(watched.Verdict.Value, watched.Currency));
        return new NoticeFigure(NoticeNumbers.Label(alert.Metric), value, percent is { } by ? NoticeNumbers.Percent(by) : null, MetricTraits.Of(alert.Metric).MoodOf(percent ?? 0));
    }

    private static string Quiet(int hours) => hours == 1 ? " It stays quiet for the next hour." : string.Create(CultureInfo.InvariantCulture, $" It stays quiet for the next {hours} hours.");

    private static string UsualLabel(NoticePeriod period) => period == NoticePeriod.Hour ? "Usual at this hour of the week" : "Usual on this weekday";
}
