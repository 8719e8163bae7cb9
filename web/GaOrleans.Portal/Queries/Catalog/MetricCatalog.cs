using GaOrleans.Core.Reports;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>All metrics of the query language, in the order in which they are offered. Names and units are those that mails have too (<see cref="MetricTraits"/>).</summary>
public static class MetricCatalog
{
    private const string People = "People and visits";
    private const string Content = "Pages and events";
    private const string Goals = "Goals and revenue";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        Of(Metric.Visitors, People, "Different people, each counted once in the range", addsUp: true),
        Of(Metric.Visits, People, "A visit ends when nothing happens for 30 minutes", addsUp: true),
        Of(Metric.ViewsPerVisit, People, "Pages viewed in a visit on average"),
        Of(Metric.BounceRate, People, "Share of visits with a single page and nothing done there"),
        Of(Metric.VisitDuration, People, "Average time from the first to the last hit of a visit"),
        Of(Metric.Percentage, People, "Visitors of the row among all visitors", addsUp: true),
        Of(Metric.Pageviews, Content, "Pages viewed, each time counted", addsUp: true),
        Of(Metric.Events, Content, "Everything that happened: pageviews and your own events", addsUp: true),
        Of(Metric.ScrollDepth, Content, "How far down a page people scroll on average"),
        Of(Metric.TimeOnPage, Content, "How long a page is actively read on average"),
        Of(Metric.ConversionRate, Goals, "Share of all visitors who reached the goal"),
        Of(Metric.GroupConversionRate, Goals, "Share of the row's own visitors who reached the goal"),
        Of(Metric.TotalRevenue, Goals, "Sum of the money that events carry", addsUp: true),
        Of(Metric.AverageRevenue, Goals, "Money of an event that carries some, on average"),
    ];

    /// <summary>The metric of a name; one that does not exist is shown by its name.</summary>
    public static MetricInfo Of(string name) => Find(name) ?? new MetricInfo(name, name, NumberFormat.Count, "", "There is no such metric");

    /// <summary>The metric of a name, or null.</summary>
    public static MetricInfo? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    private static MetricInfo Of(Metric metric, string topic, string explanation, bool addsUp = false)
    {
        MetricTraits traits = MetricTraits.Of(metric);
        return new MetricInfo(traits.Name, traits.Label, FormatOf(traits.Unit), topic, explanation, addsUp);
    }

    private static NumberFormat FormatOf(MetricUnit unit) => unit switch
    {
        MetricUnit.Percent => NumberFormat.Percent,
        MetricUnit.Seconds => NumberFormat.Duration,
        MetricUnit.Ratio => NumberFormat.Decimal,
        MetricUnit.Money => NumberFormat.Money,
        _ => NumberFormat.Count,
    };
}
