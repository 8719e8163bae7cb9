using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>How the numbers of metrics are written.</summary>
public static class MetricText
{
    /// <summary>The number with its unit.</summary>
    public static string Of(string metric, AnsweredNumber number) => number.Value is { } share && IsFine(metric) ? $"{share:0.##} %" : NumberText.Of(number.Value, MetricCatalog.Of(metric).Format, number.Currency);

    // These are answered with two decimals, and a tenth of a percent more is what people look for in them.
    private static bool IsFine(string metric) => metric is "percentage" or "conversion_rate" or "group_conversion_rate";
}
