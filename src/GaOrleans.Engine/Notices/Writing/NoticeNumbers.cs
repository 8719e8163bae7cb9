using System.Globalization;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Numbers and names of metrics as people read them in a mail.</summary>
internal static class NoticeNumbers
{
    private const string None = "–";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The name of a metric.</summary>
    public static string Label(string metric) => MetricTraits.Of(metric).Label;

    /// <summary>A number in the unit of its metric.</summary>
    public static string Text(string metric, AnsweredNumber number) => number.Value is not { } value ? None : MetricTraits.Of(metric).Unit switch
    {
        MetricUnit.Percent => string.Create(Culture, $"{value:0.##} %"),
        MetricUnit.Seconds => Duration(value),
        MetricUnit.Money => string.Create(Culture, $"{value:#,0.00} {number.Currency}").TrimEnd(),
        _ => value.ToString("#,0.##", Culture),
    };

    /// <summary>A change, in percent or for rates in points; of what there was nothing before, that it is new.</summary>
    public static string Change(AnsweredChange change) => change.IsNew ? "new" : Signed(change.By, !change.InPoints ? "%" : Math.Abs(change.By) == 1 ? "point" : "points");

    /// <summary>A change in percent, whatever the metric.</summary>
    public static string Percent(double change) => Signed(change, "%");

    private static string Signed(double change, string unit) => Math.Round(change, 1) == 0 ? "unchanged" : string.Create(Culture, $"{(change > 0 ? "+" : "−")}{Math.Abs(change):#,0.#} {unit}");

    private static string Duration(double seconds)
    {
        long whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 60 => string.Create(Culture, $"{whole}s"),
            < 3600 => string.Create(Culture, $"{whole / 60}m {whole % 60:00}s"),
            _ => string.Create(Culture, $"{whole / 3600}h {whole / 60 % 60:00}m"),
        };
    }
}
