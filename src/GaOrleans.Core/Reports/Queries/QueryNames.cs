using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>The names of API.md for metrics, dimensions and operators, both ways.</summary>
public static class QueryNames
{
    private const string PropertyPrefix = "event:props:";

    private static readonly string[] Metrics =
    [
        "visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration", "events", "scroll_depth", "percentage",
        "conversion_rate", "group_conversion_rate", "average_revenue", "total_revenue", "time_on_page",
    ];

    private static readonly string[] Dimensions =
    [
        "event:goal", "event:name", "event:page", "event:hostname", "event:props", "visit:source", "visit:referrer", "visit:channel",
        "visit:utm_medium", "visit:utm_source", "visit:utm_campaign", "visit:utm_content", "visit:utm_term", "visit:device", "visit:browser",
        "visit:browser_version", "visit:os", "visit:os_version", "visit:country", "visit:country_name", "visit:region", "visit:region_name",
        "visit:city", "visit:city_name", "visit:entry_page", "visit:exit_page", "visit:entry_page_hostname", "visit:exit_page_hostname",
        "time", "time:minute", "time:hour", "time:day", "time:week", "time:month", "segment",
    ];

    private static readonly string[] Operators = ["is", "is_not", "contains", "contains_not", "matches", "matches_not"];

    private static readonly Dictionary<string, Metric> MetricOf = Inverse<Metric>(Metrics);
    private static readonly Dictionary<string, DimensionKind> DimensionOf = Inverse<DimensionKind>(Dimensions);
    private static readonly Dictionary<string, MatchOperator> OperatorOf = Inverse<MatchOperator>(Operators);

    /// <summary>The name of a metric.</summary>
    public static string Of(Metric metric) => Metrics[(int)metric];

    /// <summary>The name of a dimension.</summary>
    public static string Of(Dimension dimension) =>
        dimension.Kind == DimensionKind.Property ? PropertyPrefix + dimension.Property : Dimensions[(int)dimension.Kind];

    /// <summary>The name of an operator.</summary>
    public static string Of(MatchOperator match) => Operators[(int)match];

    /// <summary>Finds a metric.</summary>
    public static bool TryMetric(string name, out Metric metric) => MetricOf.TryGetValue(name, out metric);

    /// <summary>Finds an operator.</summary>
    public static bool TryOperator(string name, out MatchOperator match) => OperatorOf.TryGetValue(name, out match);

    /// <summary>Finds a dimension to group by or to filter on; time dimensions and segments are found too.</summary>
    public static bool TryDimension(string name, out Dimension dimension)
    {
        if (name.StartsWith(PropertyPrefix, StringComparison.Ordinal))
        {
            dimension = new Dimension(DimensionKind.Property, name[PropertyPrefix.Length..]);
            return dimension.Property!.Length > 0;
        }

        bool known = DimensionOf.TryGetValue(name, out DimensionKind kind) && kind != DimensionKind.Property;
        dimension = new Dimension(kind);
        return known;
    }

    private static Dictionary<string, T> Inverse<T>(string[] names)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++) found.Add(names[i], values[i]);
        return found;
    }
}
