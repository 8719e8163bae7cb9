using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Engine.Reports.Answered;

/// <summary>What a metric is to whoever reads it, on a page or in a mail: the one place for its name, its unit and how its changes are taken.</summary>
/// <param name="Metric">Which one.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Unit">In what it is counted.</param>
public sealed record MetricTraits(Metric Metric, string Label, MetricUnit Unit)
{
    private static readonly Dictionary<Metric, MetricTraits> All = new MetricTraits[]
    {
        new(Metric.Visitors, "Visitors", MetricUnit.Count) { IsTotal = true },
        new(Metric.Visits, "Visits", MetricUnit.Count) { IsTotal = true },
        new(Metric.Pageviews, "Pageviews", MetricUnit.Count) { IsTotal = true },
        new(Metric.Events, "Events", MetricUnit.Count) { IsTotal = true },
        new(Metric.ViewsPerVisit, "Views per visit", MetricUnit.Ratio),
        new(Metric.BounceRate, "Bounce rate", MetricUnit.Percent) { IsGoodWhenLess = true },
        new(Metric.VisitDuration, "Visit duration", MetricUnit.Seconds),
        new(Metric.ScrollDepth, "Scroll depth", MetricUnit.Percent),
        new(Metric.TimeOnPage, "Time on page", MetricUnit.Seconds),
        new(Metric.Percentage, "Share of visitors", MetricUnit.Percent),
        new(Metric.ConversionRate, "Conversion rate", MetricUnit.Percent),
        new(Metric.GroupConversionRate, "Conversion rate in group", MetricUnit.Percent),
        new(Metric.TotalRevenue, "Revenue", MetricUnit.Money) { IsTotal = true },
        new(Metric.AverageRevenue, "Average revenue", MetricUnit.Money),
    }.ToDictionary(traits => traits.Metric);

    /// <summary>Its name in the language of reports.</summary>
    public string Name => QueryNames.Of(Metric);

    /// <summary>Whether it is a count or a sum, which begins where there was nothing, and not a mean or a share.</summary>
    public bool IsTotal { get; private init; }

    /// <summary>Whether a fall is good news.</summary>
    public bool IsGoodWhenLess { get; private init; }

    /// <summary>Whether its changes are points and not percent.</summary>
    public bool ChangesInPoints => MetricChanges.AreInPoints(Metric);

    /// <summary>The traits of a metric.</summary>
    public static MetricTraits Of(Metric metric) => All[metric];

    /// <summary>The traits of a metric by its name in the language of reports, which has to be one.</summary>
    public static MetricTraits Of(string name) => QueryNames.TryMetric(name, out Metric metric) ? All[metric] : throw new ArgumentException($"There is no metric {name}.", nameof(name));

    /// <summary>What a change of it is.</summary>
    /// <param name="by">How much it changed, in whatever unit.</param>
    public ChangeMood MoodOf(double by) => (ChangeMood)(IsGoodWhenLess ? -Math.Sign(by) : Math.Sign(by));
}
