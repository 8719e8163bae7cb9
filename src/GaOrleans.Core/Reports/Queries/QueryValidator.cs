using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>
/// Checks that the parts of a query go together and with the site's goals. The rules and words are those of Plausible's Stats API v2;
/// the first that is broken, in its order, is the answer.
/// </summary>
public static class QueryValidator
{
    /// <summary>Checks a query whose segments are expanded.</summary>
    /// <returns>What is wrong, or null when nothing is.</returns>
    public static string? Problem(ReportQuery query, IReadOnlyList<Goal> goals)
    {
        List<FilterLeaf> leaves = FilterLeaf.AllOf(query.Filters);
        return Order(query)
            ?? TopLevelOnly(leaves)
            ?? RateFilters(query, leaves)
            ?? Behavioral(leaves)
            ?? Goals(leaves, goals)
            ?? Metrics(query, leaves)
            ?? MetricsAgainstDimensions(query)
            ?? Include(query);
    }

    private static string? Order(ReportQuery query)
    {
        foreach (QueryOrder entry in query.OrderBy ?? [])
        {
            bool queried = entry.Metric is { } metric ? query.Metrics.Contains(metric) : query.Dimensions.Contains(entry.Dimension!.Value);
            if (queried) continue;
            string name = entry.Metric is { } other ? ":" + QueryNames.Of(other) : InspectedJson.Of(QueryNames.Of(entry.Dimension!.Value));
            return $"Invalid order_by entry '{{{name}, :{(entry.Descending ? "desc" : "asc")}}}'. Entry is not a queried metric or dimension.";
        }

        return null;
    }

    private static string? TopLevelOnly(List<FilterLeaf> leaves)
    {
        foreach (FilterLeaf leaf in leaves)
        {
            if (leaf is { Depth: > 0, Behavioral: 0, Match.Dimension.Kind: DimensionKind.Goal or DimensionKind.Hostname })
                return $"Invalid filters. Dimension `{QueryNames.Of(leaf.Match.Dimension)}` can only be filtered at the top level.";
        }

        return null;
    }

    private static string? RateFilters(ReportQuery query, List<FilterLeaf> leaves)
    {
        if (!query.Metrics.Contains(Metric.ConversionRate) && !query.Metrics.Contains(Metric.GroupConversionRate)) return null;
        bool deep = leaves.Exists(leaf => leaf is { Depth: > 0, Match.Dimension.Kind: DimensionKind.Property });
        return deep
            ? "Invalid filters. When `conversion_rate` or `group_conversion_rate` metrics are used, custom property filters can only be used on top level."
            : null;
    }

    private static string? Behavioral(List<FilterLeaf> leaves)
    {
        foreach (FilterLeaf leaf in leaves)
        {
            if (leaf.Behavioral > 1) return "Invalid filters. Behavioral filters (has_done, has_not_done) cannot be nested.";
            if (leaf.Behavioral == 1 && !leaf.Match.Dimension.IsEvent)
                return "Invalid filters. Behavioral filters (has_done, has_not_done) can only be used with event dimension filters.";
        }

        return null;
    }

    // What contains looks for may match nothing; what is names must be there.
    private static string? Goals(List<FilterLeaf> leaves, IReadOnlyList<Goal> goals)
    {
        foreach (FilterLeaf leaf in leaves)
        {
            if (leaf.Match is not { Dimension.Kind: DimensionKind.Goal, Operator: MatchOperator.Is } match) continue;
            StringComparison comparison = match.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            foreach (string name in match.Values)
            {
                if (!goals.Any(goal => goal.DisplayName.Equals(name, comparison)))
                    return $"Invalid filters. The goal `{name}` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals";
            }
        }

        return null;
    }

    private static string? Metrics(ReportQuery query, List<FilterLeaf> leaves)
    {
        foreach (Metric metric in query.Metrics)
        {
            if (Problem(metric, query, leaves) is { } problem) return $"Metric `{QueryNames.Of(metric)}` {problem}";
        }

        return null;
    }

    private static string? Problem(Metric metric, ReportQuery query, List<FilterLeaf> leaves)
    {
        bool pageDimension = query.Dimensions.Contains(new Dimension(DimensionKind.Page));
        bool pageFilter = leaves.Exists(leaf => leaf is { Behavioral: 0, Match.Dimension.Kind: DimensionKind.Page });
        const string NeedsPage = "can only be queried with event:page filters or dimensions.";
        switch (metric)
        {
            case Metric.ConversionRate or Metric.GroupConversionRate:
                bool goal = query.Dimensions.Contains(new Dimension(DimensionKind.Goal))
                    || leaves.Exists(leaf => leaf is { Behavioral: 0, Match.Dimension.Kind: DimensionKind.Goal });
                return goal ? null : "can only be queried with event:goal filters or dimensions.";
            case Metric.ScrollDepth:
                bool topLevel = leaves.Exists(leaf => leaf is { Depth: 0, Match.Dimension.Kind: DimensionKind.Page });
                return pageDimension || topLevel ? null : NeedsPage;
            case Metric.TimeOnPage:
                return pageDimension || pageFilter ? null : NeedsPage;
            case Metric.ViewsPerVisit when pageFilter:
                return "cannot be queried with a filter on `event:page`.";
            case Metric.ViewsPerVisit when query.Dimensions.Count > 0:
                return "cannot be queried with `dimensions`.";
            default:
                return null;
        }
    }

    // A grouping by entry or exit page says nothing of single events, one by events nothing of whole visits; event:page alone is both.
    private static string? MetricsAgainstDimensions(ReportQuery query)
    {
        string[] events = [.. query.Dimensions.Where(dimension => dimension.IsEvent).Select(QueryNames.Of)];
        if (events is ["event:page"]) return null;
        string visitMetrics = Quoted(query.Metrics.Where(IsVisitMetric).Select(QueryNames.Of));
        if (visitMetrics.Length > 0 && events.Length > 0)
            return $"Session metric(s) {visitMetrics} cannot be queried along with event dimension(s) {Quoted(events)}";
        string eventMetrics = Quoted(query.Metrics.Where(IsEventMetric).Select(QueryNames.Of));
        string visits = Quoted(query.Dimensions.Where(dimension => dimension.Kind is >= DimensionKind.EntryPage and <= DimensionKind.ExitPageHostname).Select(QueryNames.Of));
        return eventMetrics.Length > 0 && visits.Length > 0
            ? $"Event metric(s) {eventMetrics} cannot be queried along with session dimension(s) {visits}"
            : null;
    }

    private static bool IsVisitMetric(Metric metric) => metric is Metric.BounceRate or Metric.VisitDuration or Metric.ViewsPerVisit;

    private static bool IsEventMetric(Metric metric) =>
        metric is Metric.AverageRevenue or Metric.TotalRevenue or Metric.ScrollDepth or Metric.Pageviews or Metric.Events;

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string? Include(ReportQuery query) =>
        query.Include.TimeLabels && !query.Dimensions.Any(dimension => dimension.IsTime)
            ? "Invalid include.time_labels: requires a time dimension."
            : null;
}
