using System.Globalization;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>Numbers and names of metrics as people read them in a mail.</summary>
internal static class NoticeNumbers
{
    private const string None = "–";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The name of a metric.</summary>
    public static string Label(string metric) => metric switch
    {
        "views_per_visit" => "Views per visit",
        "bounce_rate" => "Bounce rate",
        "visit_duration" => "Visit duration",
        "scroll_depth" => "Scroll depth",
        "conversion_rate" or "group_conversion_rate" => "Conversion rate",
        "average_revenue" => "Average revenue",
        "total_revenue" => "Revenue",
        "time_on_page" => "Time on page",
        _ => char.ToUpperInvariant(metric[0]) + metric[1..].Replace('_', ' '),
    };

    /// <summary>A number in the unit of its metric.</summary>
    public static string Text(string metric, AnsweredNumber number) => number.Value is not { } value ? None : metric switch
    {
        "bounce_rate" or "percentage" or "conversion_rate" or "group_conversion_rate" or "scroll_depth" => string.Create(Culture, $"{value:0.##} %"),
        "visit_duration" or "time_on_page" => Duration(value),
        "total_revenue" or "average_revenue" => string.Create(Culture, $"{value:#,0.00} {number.Currency}").TrimEnd(),
        _ => value.ToString("#,0.##", Culture),
    };

    /// <summary>A change, in percent or for rates in points; null when there is nothing to compare with.</summary>
    public static string? Change(string metric, double? change)
    {
        if (change is not { } by) return null;
        return Signed(by, !IsRate(metric) ? "%" : Math.Abs(by) == 1 ? "point" : "points");
    }

    /// <summary>A change in percent, whatever the metric.</summary>
    public static string Percent(double change) => Signed(change, "%");

    /// <summary>Whether a change is good news: 1, bad news: -1, or neither: 0.</summary>
    public static int Mood(string metric, double? change) => Math.Sign(change ?? 0) * (metric == "bounce_rate" ? -1 : 1);

    private static bool IsRate(string metric) => metric is "bounce_rate" or "conversion_rate" or "group_conversion_rate";

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
