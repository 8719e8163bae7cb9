using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Tests.Reports;

public class QueryValidatorTests
{
    public static TheoryData<string, string> Errors() => new()
    {
        { "\"order_by\":[[\"events\",\"desc\"]]", "Invalid order_by entry '{:events, :desc}'. Entry is not a queried metric or dimension." },
        { "\"order_by\":[[\"event:name\",\"asc\"]]", "Invalid order_by entry '{\"event:name\", :asc}'. Entry is not a queried metric or dimension." },
        { "\"filters\":[[\"not\",[\"is\",\"event:hostname\",[\"a.example\"]]]]", "Invalid filters. Dimension `event:hostname` can only be filtered at the top level." },
        { "\"filters\":[[\"or\",[[\"is\",\"event:goal\",[\"Signup\"]],[\"is\",\"event:name\",[\"pageview\"]]]]]", "Invalid filters. Dimension `event:goal` can only be filtered at the top level." },
        { "\"metrics\":[\"conversion_rate\"],\"dimensions\":[\"event:goal\"],\"filters\":[[\"not\",[\"is\",\"event:props:foo\",[\"bar\"]]]]", "Invalid filters. When `conversion_rate` or `group_conversion_rate` metrics are used, custom property filters can only be used on top level." },
        { "\"filters\":[[\"has_done\",[\"has_not_done\",[\"is\",\"visit:browser\",[\"Chrome\"]]]]]", "Invalid filters. Behavioral filters (has_done, has_not_done) cannot be nested." },
        { "\"filters\":[[\"has_done\",[\"is\",\"visit:browser\",[\"Chrome\"]]]]", "Invalid filters. Behavioral filters (has_done, has_not_done) can only be used with event dimension filters." },
        { "\"filters\":[[\"is\",\"event:goal\",[\"Visit /thank-you\"]]]", "Invalid filters. The goal `Visit /thank-you` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals" },
        { "\"filters\":[[\"has_done\",[\"is\",\"event:goal\",[\"None\"]]]]", "Invalid filters. The goal `None` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals" },
        { "\"metrics\":[\"conversion_rate\"]", "Metric `conversion_rate` can only be queried with event:goal filters or dimensions." },
        { "\"metrics\":[\"group_conversion_rate\"],\"filters\":[[\"has_done\",[\"is\",\"event:goal\",[\"Signup\"]]]]", "Metric `group_conversion_rate` can only be queried with event:goal filters or dimensions." },
        { "\"metrics\":[\"scroll_depth\"]", "Metric `scroll_depth` can only be queried with event:page filters or dimensions." },
        { "\"metrics\":[\"scroll_depth\"],\"filters\":[[\"not\",[\"is\",\"event:page\",[\"/\"]]]]", "Metric `scroll_depth` can only be queried with event:page filters or dimensions." },
        { "\"metrics\":[\"time_on_page\"],\"filters\":[[\"has_done\",[\"is\",\"event:page\",[\"/\"]]]]", "Metric `time_on_page` can only be queried with event:page filters or dimensions." },
        { "\"metrics\":[\"views_per_visit\"],\"filters\":[[\"is\",\"event:page\",[\"/\"]]]", "Metric `views_per_visit` cannot be queried with a filter on `event:page`." },
        { "\"metrics\":[\"views_per_visit\"],\"dimensions\":[\"event:name\"]", "Metric `views_per_visit` cannot be queried with `dimensions`." },
        { "\"metrics\":[\"bounce_rate\",\"visit_duration\"],\"dimensions\":[\"event:props:foo\"]", "Session metric(s) `bounce_rate`, `visit_duration` cannot be queried along with event dimension(s) `event:props:foo`" },
        { "\"metrics\":[\"events\"],\"dimensions\":[\"visit:exit_page\"]", "Event metric(s) `events` cannot be queried along with session dimension(s) `visit:exit_page`" },
        { "\"include\":{\"time_labels\":true}", "Invalid include.time_labels: requires a time dimension." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Validator_NamesTheConflict_WhenPartsDoNotGoTogether(string fields, string error) =>
        Assert.Equal(error, Asked.Error(Asked.With(fields), Asked.Goal("Signup")));

    [Theory]
    [InlineData("\"metrics\":[\"bounce_rate\"],\"dimensions\":[\"event:page\"]")]
    [InlineData("\"metrics\":[\"bounce_rate\"],\"filters\":[[\"is\",\"event:props:foo\",[\"(none)\"]]]")]
    [InlineData("\"metrics\":[\"time_on_page\"],\"dimensions\":[\"time\",\"event:page\"]")]
    [InlineData("\"metrics\":[\"scroll_depth\"],\"filters\":[[\"is\",\"event:page\",[\"/\"]]]")]
    [InlineData("\"metrics\":[\"views_per_visit\"],\"filters\":[[\"is\",\"event:goal\",[\"signup\"],{\"case_sensitive\":false}]]")]
    [InlineData("\"filters\":[[\"contains\",\"event:goal\",[\"nothing like it\"]]]")]
    [InlineData("\"filters\":[[\"has_done\",[\"or\",[[\"is\",\"event:goal\",[\"Signup\"]],[\"is\",\"event:page\",[\"/\"]]]]]]")]
    [InlineData("\"metrics\":[\"conversion_rate\",\"group_conversion_rate\"],\"dimensions\":[\"event:goal\"],\"filters\":[[\"is\",\"event:props:foo\",[\"bar\"]]]")]
    public void Validator_IsContent_WhenPartsGoTogether(string fields) => Assert.Null(Asked.Error(Asked.With(fields), Asked.Goal("Signup")));

    [Fact]
    public void Segments_TakeTheirPlace_WhenExpanded()
    {
        string? Json(long id) => id switch
        {
            1 => """{"name":"EMEA","filters":[["is","visit:country",["FR","DE"]]]}""",
            2 => """[["is","visit:browser",["Firefox"]],["is","visit:os",["Linux"]]]""",
            3 => """{"filters":[["is","segment",[1]]]}""",
            4 => """{"filters":[["is","visit:nothing",["a"]]]}""",
            5 => """{"name":"empty"}""",
            6 => $"[[\"matches\",\"event:page\",[{string.Join(',', Enumerable.Repeat("\"a\"", 30))}]]]",
            _ => null,
        };

        Assert.Equal(2, Expand("[[\"is\",\"segment\",[2]]]", Json, out _)!.Count);
        var or = Assert.IsType<Filter.Or>(Assert.Single(Expand("[[\"is\",\"segment\",[1,2]]]", Json, out _)!));
        Assert.Equal([1, 2], or.Children.Select(child => Assert.IsType<Filter.And>(child).Children.Count));
        Assert.IsType<Filter.And>(Assert.IsType<Filter.Not>(Assert.Single(Expand("[[\"not\",[\"is\",\"segment\",[1]]]]", Json, out _)!)).Child);
        Assert.Null(Expand("[[\"is\",\"segment\",[9]]]", Json, out string? missing));
        Assert.Equal("Invalid filters. Some segments don't exist or aren't accessible.", missing);
        string eleven = string.Join(',', Enumerable.Repeat("[\"is\",\"segment\",[1]]", 11));
        Assert.Null(Expand($"[[\"and\",[{eleven}]]]", Json, out string? many));
        Assert.Equal("Invalid filters. You can only use up to 10 segment filters in a query.", many);
        Assert.Null(Expand("[[\"is\",\"segment\",[3]]]", Json, out string? nested));
        Assert.Equal("Invalid filters. The segment 3 cannot be used: a segment cannot hold segments.", nested);
        Assert.Null(Expand("[[\"is\",\"segment\",[4]]]", Json, out string? broken));
        Assert.Equal("Invalid filters. The segment 4 cannot be used: #/filters/0: Invalid filter [\"is\", \"visit:nothing\", [\"a\"]]", broken);
        Assert.NotNull(Expand("[[\"is\",\"segment\",[6]]]", Json, out _));
        Assert.Null(Expand("[[\"is\",\"segment\",[6,6]]]", Json, out string? much));
        Assert.Equal("Invalid filters. A query with its segments can hold at most 50 regular expressions.", much);
        Assert.Null(Expand("[[\"is\",\"segment\",[5]]]", Json, out string? empty));
        Assert.Equal("Invalid filters. The segment 5 cannot be used: it has no filters.", empty);
    }

    private static IReadOnlyList<Filter>? Expand(string filters, Func<long, string?> json, out string? error) =>
        SegmentExpansion.Expand(Asked.Filters(filters), json, out error);
}
