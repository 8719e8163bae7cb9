namespace GaOrleans.Core.Reports.Answers;

/// <summary>In what the change of a metric is told (API.md, Reports).</summary>
public static class MetricChanges
{
    /// <summary>Whether it is told in points, as the difference of two percentages, rather than in percent of what was before.</summary>
    public static bool AreInPoints(Metric metric) => metric is Metric.BounceRate or Metric.ConversionRate or Metric.GroupConversionRate;
}
