using GaOrleans.Core.Reports;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>What metrics are called and how they are written, and which of them go with which conditions (API.md, Reports).</summary>
public static class MetricCatalogue
{
    private static readonly TopMetric[] All =
    [
        new("visitors", "Visitors", NumberFormat.Count),
        new("visits", "Visits", NumberFormat.Count),
        new("pageviews", "Pageviews", NumberFormat.Count),
        new("views_per_visit", "Views per visit", NumberFormat.Decimal),
        new("bounce_rate", "Bounce rate", NumberFormat.Percent, IsGoodWhenLess: true),
        new("visit_duration", "Visit duration", NumberFormat.Duration),
        new("events", "Events", NumberFormat.Count),
        new("conversion_rate", "Conversion rate", NumberFormat.Percent),
        new("group_conversion_rate", "Conversion rate", NumberFormat.Percent),
        new("percentage", "Share", NumberFormat.Percent),
        new("total_revenue", "Revenue", NumberFormat.Money),
        new("average_revenue", "Average revenue", NumberFormat.Money),
        new("time_on_page", "Time on page", NumberFormat.Duration),
        new("scroll_depth", "Scroll depth", NumberFormat.Percent),
    ];

    private static readonly TopMetric UniqueConversions = new("visitors", "Converted visitors", NumberFormat.Count);
    private static readonly TopMetric TotalConversions = new("events", "Conversions", NumberFormat.Count);

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

    private static TopMetric Known(string name) => Find(name)!;

    private static bool MayBeMeant(FilterList filters, Goal goal) => filters
        .Where(filter => filter.Dimension == ViewFilter.Goal)
        .All(filter => filter.Values.Any(value => goal.DisplayName.Contains(value.Replace("*", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
}
