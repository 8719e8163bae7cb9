using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class DashboardMetricsTests
{
    [Fact]
    public void Metric_IsTheOneOfTheCatalog_ButForWhatPanelsHaveNoRoomFor()
    {
        Dictionary<string, string> shorter = new(StringComparer.Ordinal) { ["percentage"] = "Share", ["group_conversion_rate"] = "Conversion rate" };

        Assert.All(MetricCatalog.All, metric => Assert.Equal(new TopMetric(metric.Name, shorter.GetValueOrDefault(metric.Name, metric.Label), metric.Format), DashboardMetrics.Find(metric.Name)));
        Assert.Null(DashboardMetrics.Find("baa"));
    }
}
