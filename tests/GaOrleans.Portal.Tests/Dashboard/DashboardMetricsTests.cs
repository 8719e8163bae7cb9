using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class DashboardMetricsTests
{
    [Theory]
    [InlineData("visitors", "Visitors", NumberFormat.Count)]
    [InlineData("bounce_rate", "Bounce rate", NumberFormat.Percent)]
    [InlineData("visit_duration", "Visit duration", NumberFormat.Duration)]
    [InlineData("percentage", "Share", NumberFormat.Percent)]
    [InlineData("group_conversion_rate", "Conversion rate", NumberFormat.Percent)]
    [InlineData("total_revenue", "Revenue", NumberFormat.Money)]
    public void Metric_HasTheNameAndFormatOfPanels(string name, string label, NumberFormat format) =>
        Assert.Equal(new TopMetric(name, label, format), DashboardMetrics.Find(name));

    [Fact]
    public void Metrics_AreThoseOfTheCatalog()
    {
        Assert.All(MetricCatalog.All, metric => Assert.NotNull(DashboardMetrics.Find(metric.Name)));
        Assert.Null(DashboardMetrics.Find("baa"));
    }
}
