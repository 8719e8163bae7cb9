using GaOrleans.Portal.Queries.Catalog;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries;

/// <summary>A query in a sentence.</summary>
public static class QuerySummary
{
    /// <summary>Such as <c>Visitors, Pageviews by Day · Last 30 days · 1 filter</c>.</summary>
    public static string Of(QueryDraft draft)
    {
        string text = string.Join(", ", draft.Metrics.Select(name => MetricCatalog.Of(name).Label));
        if (draft.Dimensions.Count > 0) text += " by " + string.Join(", ", draft.Dimensions.Select(name => DimensionCatalog.Of(name).Label));
        text += " · " + RangeCatalog.Label(draft.Range);
        int filters = DraftFilter.Matches(draft.Filters).Count();
        return filters switch { 0 => text, 1 => text + " · 1 filter", _ => $"{text} · {filters} filters" };
    }
}
