using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>How the numbers of metrics are written.</summary>
public static class MetricText
{
    /// <summary>The number with its unit.</summary>
    public static string Of(string metric, AnsweredNumber number) => number.Value is { } share && IsFine(metric) ? $"{share:0.##} %" : NumberText.Of(number.Value, FormatOf(metric), number.Currency);

    /// <summary>The format of a metric.</summary>
    public static NumberFormat FormatOf(string metric) => metric switch
    {
        "bounce_rate" or "percentage" or "scroll_depth" or "conversion_rate" or "group_conversion_rate" => NumberFormat.Percent,
        "visit_duration" or "time_on_page" => NumberFormat.Duration,
        "views_per_visit" => NumberFormat.Decimal,
        "total_revenue" or "average_revenue" => NumberFormat.Money,
        _ => NumberFormat.Count,
    };

    // These are answered with two decimals, and a tenth of a percent more is what people look for in them.
    private static bool IsFine(string metric) => metric is "percentage" or "conversion_rate" or "group_conversion_rate";
}
