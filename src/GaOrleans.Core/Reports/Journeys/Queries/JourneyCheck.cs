using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>Checks a journey against the site's goals and segments.</summary>
public static class JourneyCheck
{
    /// <summary>Puts the filters of segments in their place and checks all filters.</summary>
    /// <param name="query">The query.</param>
    /// <param name="goals">The site's goals.</param>
    /// <param name="segmentJson">The document of a segment of the site by its number, or null when there is none.</param>
    /// <param name="error">All that is wrong, one a line; null when nothing is.</param>
    /// <returns>The query without segments, or null with the error.</returns>
    public static JourneyQuery? Expand(JourneyQuery query, IReadOnlyList<Goal> goals, Func<long, string?> segmentJson, out string? error)
    {
        var errors = new QueryErrors();
        var leaves = new List<FilterLeaf>();
        JourneyQuery expanded = query.WithFilters((path, filters) =>
        {
            IReadOnlyList<Filter> all = Expand(path, filters, goals, segmentJson, errors);
            leaves.AddRange(FilterLeaf.AllOf(all));
            return all;
        });
        if (leaves.Count > QueryLimits.Filters) errors.Add("#", $"Expected at most {QueryLimits.Filters} conditions but got {leaves.Count}, those of segments included.");
        error = errors.Any ? errors.ToString() : null;
        return error is null ? expanded : null;
    }

    private static IReadOnlyList<Filter> Expand(string path, IReadOnlyList<Filter> filters, IReadOnlyList<Goal> goals, Func<long, string?> segmentJson, QueryErrors errors)
    {
        IReadOnlyList<Filter>? all = SegmentExpansion.Expand(filters, segmentJson, out string? problem);
        if (all is null)
        {
            errors.Add(path, problem!);
            return filters;
        }

        // A segment may hold what a condition must not.
        if (path != "#/filters" && FilterLeaf.AllOf(all).Exists(leaf => leaf.Behavioral > 0)) problem = "Behavioral filters (has_done, has_not_done) are not allowed in a condition.";
        problem ??= QueryValidator.Problem(new ReportQuery { Metrics = [Metric.Visitors], DateRange = new DateRangeSpec.Named(DatePreset.Day), Filters = all }, goals);
        if (problem is not null) errors.Add(path, problem);
        return all;
    }
}
