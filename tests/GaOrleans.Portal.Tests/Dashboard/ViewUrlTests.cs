using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class ViewUrlTests
{
    [Fact]
    public void Address_IsReadable_ForACommonView()
    {
        DashboardView view = DashboardView.Start with
        {
            Period = new ViewPeriod(PeriodKind.Last30Days),
            Filters = FilterList.Of([ViewFilter.Is("visit:country", "DE")!, ViewFilter.Is("event:page", "/shop/a b")!]),
            Metric = "visits",
            Interval = ChartInterval.Day,
        };
        Assert.Equal("?period=30d&f=is,visit:country,DE&f=is,event:page,/shop/a%20b&metric=visits&interval=day", ViewUrl.Write(view));
        Assert.Equal("", ViewUrl.Write(DashboardView.Start));
    }

    [Fact]
    public void Reading_GivesTheSameView_ForWhateverWasWritten()
    {
        for (int seed = 0; seed < 3_000; seed++)
        {
            DashboardView view = new ViewDice(seed).View();
            string written = ViewUrl.Write(view);
            DashboardView read = ViewUrl.Read("https://a.example/sites/x" + written);
            Assert.True(view.Equals(read), $"seed {seed}: {written}");
            Assert.True(Uri.TryCreate("https://a.example/sites/x" + written, UriKind.Absolute, out Uri? uri), $"seed {seed}");
            Assert.True(view.Equals(ViewUrl.Read(uri.AbsoluteUri)), $"seed {seed}: as a browser has it");
        }
    }

    [Fact]
    public void Reading_IsTotalAndSettles_WhateverTheAddress()
    {
        for (int seed = 0; seed < 3_000; seed++)
        {
            DashboardView read = ViewUrl.Read(new ViewDice(seed).Address());
            Assert.True(read.Equals(ViewUrl.Read(ViewUrl.Write(read))), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("?period=nonsense&metric=nonsense&interval=7&pages=nonsense&details=a/b&compare=maybe")]
    [InlineData("?from=2026-02-30&to=2026-03-01")]
    [InlineData("?from=2026-02-01")]
    [InlineData("?f=is&f=is,time:day,2026-01-01&f=is,visit:country,Germany&f=matches,event:page,(&f=is,segment,abc&f=is_not,event:goal,x")]
    public void Nonsense_CountsForNothing(string query) => Assert.Equal(DashboardView.Start, ViewUrl.Read(query));

    [Fact]
    public void Days_AreTakenInEitherOrder() => Assert.Equal(
        ViewPeriod.Days(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)), ViewUrl.Read("?from=2026-01-31&to=2026-01-01").Period);

    [Fact]
    public void Filters_AreBounded_InTheirNumber()
    {
        string query = "?" + string.Join('&', Enumerable.Range(0, 100).Select(i => $"f=is,visit:city,{i}"));
        Assert.Equal(FilterList.Most, ViewUrl.Read(query).Filters.Count);
    }
}
