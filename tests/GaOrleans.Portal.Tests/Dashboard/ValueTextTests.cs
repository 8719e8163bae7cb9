using GaOrleans.Core.Reports.Filters;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Dashboard.Asking;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Values;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("event:page", "/shop?a=1", "https://a.example/shop?a=1")]
    [InlineData("visit:referrer", "news.example/x", "https://news.example/x")]
    [InlineData("visit:referrer", "http://news.example/x", "http://news.example/x")]
    [InlineData("event:page", "javascript:alert(1)", null)]
    [InlineData("event:page", "@evil.example/", null)]
    [InlineData("event:page", ".evil.example/", null)]
    [InlineData("visit:referrer", "javascript://news.example/%0aalert(1)", null)]
    [InlineData("visit:referrer", "data://a.b/x", null)]
    [InlineData("visit:referrer", "https://user:word@news.example/", null)]
    [InlineData("visit:referrer", "Direct / None", null)]
    [InlineData("visit:source", "https://news.example/", null)]
    [InlineData("event:page", null, null)]
    public void Link_LeadsOnlyWhereItSays(string dimension, string? value, string? expected) => Assert.Equal(expected, ValueText.LinkOf(dimension, value, "a.example"));

    [Theory]
    [InlineData("event:page", "/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "/مرحبا")]
    [InlineData("visit:referrer", "a.example/caf%C3%A9", "a.example/café")]
    [InlineData("event:page", "/100%", "/100%")]
    [InlineData("event:page", "/a%0Ab", "/a%0Ab")]
    [InlineData("event:page", "/%FF", "/%FF")]
    [InlineData("event:name", "50%25", "50%25")]
    [InlineData("visit:country", "DE", "Germany")]
    [InlineData("visit:city", null, "(not set)")]
    public void Value_IsShownAsPeopleWriteIt(string dimension, string? value, string shown) => Assert.Equal(shown, ValueText.Of(dimension, value));

    [Theory]
    [InlineData("Country is Germany", "DE")]
    [InlineData("Country is Germany or France", "DE", "FR")]
    [InlineData("Country is Germany or 2 others", "DE", "FR", "IT")]
    public void Filter_IsSaidInOneLine(string expected, params string[] countries) =>
        Assert.Equal(expected, ValueText.InWords(ViewFilter.Make(MatchOperator.Is, "visit:country", countries)!, []));

    [Fact]
    public void Link_ToAPage_StaysOnTheSite_WhateverTheValue()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            if (ValueText.LinkOf("event:page", "/" + new ViewDice(seed).Text(), "a.example") is { } link) Assert.Equal("a.example", new Uri(link).Host);
        }

        Assert.StartsWith("https://a.example/", ValueText.LinkOf("event:page", "//evil.example/x", "a.example"), StringComparison.Ordinal);
    }

    [Fact]
    public void Traits_SeeIntoSegments_ButNotIntoWhatWasDoneAtOtherTimes()
    {
        SiteDocument[] segments =
        [
            new(1, 1, DocumentKind.Segment, "pages", QueryText.WriteFilters([ViewFilter.Make(MatchOperator.Contains, "event:page", ["/shop"])!]), 0),
            new(2, 1, DocumentKind.Segment, "done", """[["has_done",["is","event:page",["/"]]]]""", 0),
            new(3, 1, DocumentKind.Segment, "deep", """{"filters":[["or",[["is","visit:os",["event:page"]],["not",["is","event:goal",["x"]]]]]]}""", 0),
            new(4, 1, DocumentKind.Segment, "broken", "[", 0),
        ];
        FilterTraits Of(string id) => FilterTraits.Of(FilterList.Empty.Toggle(ViewFilter.Segment, id), segments);
        Assert.Equal(new FilterTraits(HasGoal: false, HasPage: true), Of("1"));
        Assert.Equal(new FilterTraits(HasGoal: false, HasPage: false), Of("2"));
        Assert.Equal(new FilterTraits(HasGoal: true, HasPage: false), Of("3"));
        Assert.Equal(new FilterTraits(HasGoal: false, HasPage: false), Of("4"));
        Assert.Equal(new FilterTraits(HasGoal: false, HasPage: false), Of("99"));
    }
}
