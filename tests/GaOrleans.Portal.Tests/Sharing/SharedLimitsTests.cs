using GaOrleans.Core.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.Portal.Dashboard.Asking;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Tests.Sharing;

/// <summary>What visitors of a shared link can make of its limits by addresses.</summary>
public sealed class SharedLimitsTests
{
    private static readonly ViewFilter Germany = ViewFilter.Is("visit:country", "DE")!;

    private static readonly SharedLimits Narrow = new()
    {
        Locked = FilterList.Of([Germany]),
        Panels = ["pages", "places"],
        Period = ViewPeriod.Days(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)),
    };

    [Theory]
    [InlineData("")]
    [InlineData("?f=is,visit:country,FR")]
    [InlineData("?f=is,visit:country,DE,FR")]
    [InlineData("?f=is_not,visit:country,DE")]
    [InlineData("?period=all&compare=custom&cfrom=2020-01-01&cto=2026-12-31")]
    [InlineData("?from=2020-01-01&to=2026-12-31&compare=year")]
    [InlineData("?details=sources/source&f=is,visit:source,Google&f=is,segment,1&f=is,event:goal,Buy")]
    public void Clamp_HoldsEverything_WhateverTheAddressSays(string address)
    {
        DashboardView view = Narrow.Clamp(ViewUrl.Read("/share/a.example" + address));
        Assert.Equal(Germany, view.Filters[0]);
        Assert.Equal(Narrow.Period, view.Period);
        Assert.Equal(ViewComparison.None, view.Comparison);
        Assert.Null(view.Details);
        Assert.DoesNotContain(view.Filters, filter => filter.Dimension is "visit:source" or "segment" or "event:goal");
        Assert.Equal(view, Narrow.Clamp(ViewUrl.Read(ViewUrl.At("/share/a.example?auth=x", view))));
    }

    [Fact]
    public void Clamp_KeepsTheLockedFilter_WhenTheAddressHasAsManyAsThereIsRoomFor()
    {
        string address = "?" + string.Join('&', Enumerable.Range(0, FilterList.Most + 5).Select(i => $"f=is,event:page,/{i}"));
        Assert.Equal(Germany, Narrow.Clamp(ViewUrl.Read(address)).Filters[0]);
    }

    [Fact]
    public void Clamp_LetsVisitorsNarrow_WithinTheirPanels()
    {
        DashboardView view = Narrow.Clamp(ViewUrl.Read("?f=is,event:page,/a&details=pages/page"));
        Assert.Equal(2, view.Filters.Count);
        Assert.Equal("pages/page", view.Details);
    }

    [Fact]
    public void Suggestions_StayWithinTheLockedFilter_WhenTheyAreOfItsDimension()
    {
        var span = new PeriodCalendar(Zones.TryFind("UTC", out var utc) ? utc : throw new InvalidOperationException("no UTC"), DateTimeOffset.UnixEpoch.AddYears(56), null).SpanOf(Narrow.Period!);
        var questions = new ViewQuestions(Narrow.Clamp(DashboardView.Start), span, [], null) { Locked = Narrow.Locked };
        Assert.Contains("\"DE\"", System.Text.Encoding.UTF8.GetString(questions.Suggestions("visit:country", "")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pages", false)]
    [InlineData("goals", true)]
    public void Revenue_IsAmongTheFigures_OnlyWhereGoalsAreShown(string panel, bool shown)
    {
        var limits = new SharedLimits { Panels = [panel] };
        var goal = new Goal(1, "Purchase", "Purchase", null, "EUR", new Dictionary<string, string>(StringComparer.Ordinal));
        Assert.Equal(shown, DashboardMetrics.Top(FilterList.Empty, new FilterTraits(HasGoal: false, HasPage: false), limits.Shown([goal])).Any(metric => metric.Name == "total_revenue"));
    }

    [Fact]
    public void Json_KeepsEverything()
    {
        var link = new SharedLink { Auth = "abc", PasswordHash = "h", ExpiresMs = 5, Origins = ["https://a.example:8443"], MadeBy = "\"><script>", Limits = Narrow };
        SharedLink read = SharedLinkJson.Read(SharedLinkJson.Write(link))!;
        Assert.Equal(SharedLinkJson.Write(link), SharedLinkJson.Write(read));
        Assert.Equal(Narrow.Locked, read.Limits.Locked);
        Assert.Equal(Narrow.Period, read.Limits.Period);
        Assert.Equal(PanelCatalogue.Pages.Key, read.Limits.Panels![0]);
    }

    [Theory]
    [InlineData("""{"auth":"abc","v":2}""")]
    [InlineData("""{"auth":"abc","filters":["is,visit:country,DE"]}""")]
    [InlineData("""{"auth":"abc","v":1,"filters":["is,visit:nothing,DE"]}""")]
    [InlineData("""{"auth":"abc","v":1,"filters":"is,visit:country,DE"}""")]
    [InlineData("""{"auth":"abc","v":1,"panels":["later"]}""")]
    [InlineData("""{"auth":"abc","v":1,"period":"?period=later"}""")]
    [InlineData("""{"auth":"","v":1}""")]
    [InlineData("""{"auth":"abc","v":1,"hosts":["a.example"]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Json_IsNoLink_WhenAnythingInItIsNotUnderstood(string json) => Assert.Null(SharedLinkJson.Read(json));

    [Theory]
    [InlineData("https://Intranet.Example/", "https://intranet.example")]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("https://a.example; script-src *", null)]
    [InlineData("https://a.example/path", null)]
    [InlineData("https://user@a.example", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("*", null)]
    [InlineData("https://*.example", null)]
    public void Origin_IsNormal_OrNone(string text, string? expected) => Assert.Equal(expected, EmbedOrigin.Normal(text));

    [Theory]
    [InlineData("?background=transparent", "transparent")]
    [InlineData("?background=%23fff", "#fff")]
    [InlineData("?background=a1b2c3", "#a1b2c3")]
    [InlineData("?background=red;}body{display:none", null)]
    [InlineData("?background=url(https://a.example)", null)]
    public void Background_IsAColour_OrNothing(string address, string? expected) => Assert.Equal(expected, ShareAddress.Read(address).Background);
}
