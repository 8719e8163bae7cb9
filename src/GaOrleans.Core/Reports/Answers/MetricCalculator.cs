namespace GaOrleans.Core.Reports.Answers;

/// <summary>
/// Metrics from counters, with the rounding of API.md: halves go away from zero. Divisions are decimal, so that a half is a half.
/// </summary>
internal static class MetricCalculator
{
    /// <summary>Computes a metric that follows from the counters of its group alone.</summary>
    public static MetricValue Of(Metric metric, in GroupTotals totals) => new(metric switch
    {
        Metric.Visitors => totals.Visitors,
        Metric.Visits => totals.Visits,
        Metric.Pageviews => totals.Pageviews,
        Metric.Events => totals.Events,
        Metric.ViewsPerVisit => Ratio(totals.VisitPageviews, totals.Visits, 2),
        Metric.BounceRate => Ratio(100m * totals.Bounces, totals.EntryVisits, 0),
        Metric.VisitDuration => Ratio(totals.DurationSeconds, totals.Visits, 0),
        Metric.ScrollDepth => totals.ScrollPairs == 0 ? null : Ratio(totals.ScrollDepthSum, totals.ScrollPairs, 0),
        Metric.TimeOnPage => totals.EngagementPairs == 0 ? null : Ratio(totals.EngagementMs / 1000m, totals.EngagementPairs, 0),
        _ => null,
    });

    /// <summary>A share in percent with two decimals.</summary>
    public static MetricValue Share(long part, long whole) => new(Ratio(100m * part, whole, 2));

    /// <summary>The revenue metric of a group in a currency; null without one.</summary>
    public static MetricValue Revenue(Metric metric, in GroupTotals totals, string? currency)
    {
        if (currency is null) return default;
        if (metric == Metric.TotalRevenue) return new MetricValue((decimal)totals.RevenueMilli / 1000m, currency);
        return totals.RevenueEvents == 0 ? default : new MetricValue(Ratio((decimal)totals.RevenueMilli / 1000m, totals.RevenueEvents, 3), currency);
    }

    /// <summary>
    /// How a metric changed: percent in whole numbers, points for rates. From nothing to something is 100 percent;
    /// null where there is nothing to compare with.
    /// </summary>
    public static MetricValue Change(Metric metric, in MetricValue before, in MetricValue now)
    {
        if (before.Number is not { } old || now.Number is not { } current || before.Currency != now.Currency) return default;
        if (metric == Metric.BounceRate && old == 0) return default;
        if (MetricChanges.AreInPoints(metric)) return new MetricValue(Math.Round(current - old, 1, MidpointRounding.AwayFromZero));
        if (old == 0) return new MetricValue(current > 0 ? 100 : current < 0 ? -100 : 0);
        return new MetricValue(Math.Round((current - old) * 100 / Math.Abs(old), 0, MidpointRounding.AwayFromZero));
    }

    private static decimal Ratio(decimal part, long whole, int decimals) =>
        whole == 0 ? 0 : Math.Round(part / whole, decimals, MidpointRounding.AwayFromZero);
}
