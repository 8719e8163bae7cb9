namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>All metrics of the query language, in the order in which they are offered.</summary>
public static class MetricCatalog
{
    private const string People = "People and visits";
    private const string Content = "Pages and events";
    private const string Goals = "Goals and revenue";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        new("visitors", "Visitors", People, "Different people, each counted once in the range", AddsUp: true),
        new("visits", "Visits", People, "A visit ends when nothing happens for 30 minutes", AddsUp: true),
        new("views_per_visit", "Views per visit", People, "Pages viewed in a visit on average"),
        new("bounce_rate", "Bounce rate", People, "Share of visits with a single page and nothing done there"),
        new("visit_duration", "Visit duration", People, "Average time from the first to the last hit of a visit"),
        new("percentage", "Share of visitors", People, "Visitors of the row among all visitors", AddsUp: true),
        new("pageviews", "Pageviews", Content, "Pages viewed, each time counted", AddsUp: true),
        new("events", "Events", Content, "Everything that happened: pageviews and your own events", AddsUp: true),
        new("scroll_depth", "Scroll depth", Content, "How far down a page people scroll on average"),
        new("time_on_page", "Time on page", Content, "How long a page is actively read on average"),
        new("conversion_rate", "Conversion rate", Goals, "Share of all visitors who reached the goal"),
        new("group_conversion_rate", "Conversion rate in group", Goals, "Share of the row's own visitors who reached the goal"),
        new("total_revenue", "Revenue", Goals, "Sum of the money that events carry", AddsUp: true),
        new("average_revenue", "Average revenue", Goals, "Money of an event that carries some, on average"),
    ];

    /// <summary>The metric of a name; one that does not exist is shown by its name.</summary>
    public static MetricInfo Of(string name) => Find(name) ?? new MetricInfo(name, name, "", "There is no such metric");

    /// <summary>The metric of a name, or null.</summary>
    public static MetricInfo? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
