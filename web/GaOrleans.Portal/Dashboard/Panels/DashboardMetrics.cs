using GaOrleans.Core.Reports;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>The metrics as a dashboard shows them, and which of them go with which conditions (API.md, Reports).</summary>
public static class DashboardMetrics
{
    private static readonly TopMetric[] All = [.. MetricCatalog.All.Select(metric => new TopMetric(metric.Name, LabelOf(metric), metric.Format))];
    private static readonly TopMetric UniqueConversions = Known("visitors") with { Label = "Converted visitors" };
    private static readonly TopMetric TotalConversions = Known("events") with { Label = "Conversions" };

    /// <summary>A metric by its name; null when it is none that is shown.</summary>
    public static TopMetric? Find(string name) => Array.Find(All, metric => metric.Name == name);

    /// <summary>The figures of the top line.</summary>
    /// <param name="filters">The conditions of the view.</param>
    /// <param name="traits">What they are about.</param>
    /// <param name="goals">The goals of the site.</param>
    public static IReadOnlyList<TopMetric> Top(FilterList filters, FilterTraits traits, IReadOnlyList<Goal> goals)
    {
        var top = new List<TopMetric>();
        if (traits.HasGoal)
        {
            top.AddRange([UniqueConversions, TotalConversions, Known("conversion_rate")]);
            if (HasRevenue(filters, goals)) top.AddRange([Known("total_revenue"), Known("average_revenue")]);
            return top;
        }

        foreach (string name in (ReadOnlySpan<string>)["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration"])
        {
            if (name != "views_per_visit" || !traits.HasPage) top.Add(Known(name));
        }

        if (filters.Has("event:page")) top.AddRange([Known("time_on_page"), Known("scroll_depth")]);
        if (HasRevenue(filters, goals)) top.Add(Known("total_revenue"));
        return top;
    }

    /// <summary>Whether revenue can be added up: the goals in question have one currency.</summary>
    public static bool HasRevenue(FilterList filters, IReadOnlyList<Goal> goals)
    {
        string? currency = null;
        foreach (Goal goal in goals)
        {
            if (goal.Currency is null || (filters.HasGoal && !MayBeMeant(filters, goal))) continue;
            if (currency is not null && currency != goal.Currency) return false;
            currency = goal.Currency;
        }

        return currency is not null;
    }

    // A panel has one share and one rate of conversion, and says by what it shows of whom.
    private static string LabelOf(MetricInfo metric) => metric.Name switch
    {
        "percentage" => "Share",
        "group_conversion_rate" => "Conversion rate",
        _ => metric.Label,
    };

    private static TopMetric Known(string name) => Find(name)!;

    private static bool MayBeMeant(FilterList filters, Goal goal) => filters
        .Where(filter => filter.Dimension == ViewFilter.Goal)
        .All(filter => filter.Values.Any(value => goal.DisplayName.Contains(value.Replace("*", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
}
