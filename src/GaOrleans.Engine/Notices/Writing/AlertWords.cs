using System.Globalization;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Alerts in words, for mails and pages.</summary>
public static class AlertWords
{
    /// <summary>What happened, in a sentence.</summary>
    public static string Outcome(Alert alert, Watched watched)
    {
        string metric = NoticeNumbers.Label(alert.Metric), stretch = alert.Period == NoticePeriod.Hour ? "in this hour" : "on this day";
        string value = NoticeNumbers.Text(alert.Metric, new AnsweredNumber(watched.Verdict.Value, watched.Currency));
        if (!alert.Condition.IsChange)
        {
            string side = alert.Condition.Kind == AlertKind.Above ? "above" : "below";
            return $"{metric}: {value} {stretch}, {side} {Number(alert, alert.Condition.Value, watched.Currency)}.";
        }

        string usual = watched.Verdict.Usual is { } median ? Number(alert, median, watched.Currency) : "–";
        string change = watched.Verdict.ChangePercent is { } percent ? NoticeNumbers.Percent(percent) : "where there is usually nothing";
        return $"{metric}: {value} {stretch}, {change} against the usual {usual}.";
    }

    /// <summary>What an alert waits for, in words.</summary>
    public static string Condition(Alert alert)
    {
        string metric = NoticeNumbers.Label(alert.Metric), stretch = alert.Period == NoticePeriod.Hour ? "an hour" : "a day";
        string value = alert.Condition.Value.ToString("#,0.##", CultureInfo.InvariantCulture);
        return alert.Condition.Kind switch
        {
            AlertKind.Above => $"{metric} in {stretch} above {value}",
            AlertKind.Below => $"{metric} in {stretch} below {value}",
            AlertKind.Up => $"{metric} in {stretch} at least {value} % more than usual",
            AlertKind.Down => $"{metric} in {stretch} at least {value} % less than usual",
            _ => $"{metric} in {stretch} at least {value} % more or less than usual",
        };
    }

    /// <summary>The name of a metric.</summary>
    public static string Metric(string metric) => NoticeNumbers.Label(metric);

    internal static string Number(Alert alert, double number, string? currency) => NoticeNumbers.Text(alert.Metric, new AnsweredNumber(number, currency));
}
