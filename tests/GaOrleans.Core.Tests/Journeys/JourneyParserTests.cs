using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Journeys.Funnels;
using GaOrleans.Core.Reports.Journeys.Paths;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Journeys.Retention;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.Core.Tests.Journeys;

public class JourneyParserTests
{
    private const string Steps = """ "steps":[{"page":"/a"},{"event":"buy"}] """;

    private static readonly Goal[] Goals = [new(1, "Signup", "signup", null, null, new Dictionary<string, string>())];

    [Theory]
    [InlineData(JourneyKind.Funnel, "[]", "#: Type mismatch. Expected Object but got Array.")]
    [InlineData(JourneyKind.Funnel, "{", "#: Expected JSON but could not read it at line 1, byte 1.")]
    [InlineData(JourneyKind.Funnel, "{}", "#: Required property date_range was not present.\n#: Required property steps was not present.")]
    [InlineData(JourneyKind.Funnel, $$"""{"date_range":"7x",{{Steps}}}""", "#/date_range: Invalid date range \"7x\"")]
    [InlineData(JourneyKind.Funnel, $$"""{"date_range":"0d",{{Steps}}}""", "#/date_range: Invalid date_range \"0d\"")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":"/a"}]}""", "#/steps: Expected a minimum of 2 items but got 1.")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{},{},{},{},{},{},{},{},{}]}""", "#/steps: Expected a maximum of 8 items but got 9.")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{},{"name":"x"}]}""", "#/steps/0: Expected at least one of goal, event, page, filters.\n#/steps/1: Expected at least one of goal, event, page, filters.")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":"/a","url":1},{"event":""}]}""", "#/steps/0/url: Schema does not allow additional properties.\n#/steps/1/event: Expected a minimum of 1 characters but got 0.")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":7},{"filters":[["is","event:baa",["x"]]]}]}""", "#/steps/0/page: Type mismatch. Expected String but got Integer.\n#/steps/0: Expected at least one of goal, event, page, filters.\n#/steps/1/filters/0: Invalid filter [\"is\", \"event:baa\", [\"x\"]]\n#/steps/1: Expected at least one of goal, event, page, filters.")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":"/a"},{"filters":[["has_done",["is","event:name",["x"]]]]}]}""", "#/steps/1/filters: Behavioral filters (has_done, has_not_done) are not allowed in a condition.")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":"/a"},{"filters":[["matches","event:name",["("]]]}]}""", "#/steps/1/filters: Invalid filters. Invalid regular expression \"(\": InsufficientClosingParentheses at character 1.")]
    [InlineData(JourneyKind.Funnel, $$"""{"date_range":"7d",{{Steps}},"window_seconds":0,"scope":"session","breakdown":"event:page","limit":1001,"x":1}""",
        "#/window_seconds: Expected the value to be >= 1\n#/scope: Value \"session\" is not allowed in enum.\n#/breakdown: Invalid visit dimension \"event:page\"\n#/limit: Expected the value to be <= 1000\n#/x: Schema does not allow additional properties.")]
    [InlineData(JourneyKind.Retention, """{"date_range":"7d","period":"hour","periods":-1,"lookback_days":1.5,"first":[],"return":{}}""",
        "#/period: Value \"hour\" is not allowed in enum.\n#/periods: Expected the value to be >= 0\n#/lookback_days: Type mismatch. Expected Integer but got 1.5.\n#/first: Type mismatch. Expected Object but got Array.\n#/return: Expected at least one of goal, event, page, filters.")]
    [InlineData(JourneyKind.Paths, """{"date_range":"7d","from":{"page":"/"},"to":{"page":"/"},"steps":7,"nodes":0,"items":1,"repeats":"no"}""",
        "#/steps: Expected the value to be <= 6\n#/nodes: Expected the value to be >= 1\n#/items: Value 1 is not allowed in enum.\n#/repeats: Type mismatch. Expected Boolean but got String.\n#: Expected at most one of from, to.")]
    public void Parse_NamesAllThatIsWrong(JourneyKind kind, string json, string expected)
    {
        Assert.Null(JourneyQuery.Parse(kind, System.Text.Encoding.UTF8.GetBytes(json), out string? error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Parse_ReadsFunnels()
    {
        FunnelQuery funnel = Assert.IsType<FunnelQuery>(Parse(JourneyKind.Funnel,
            """{"site_id":"a.example","date_range":"7d","date":"2026-01-31","filters":[["is","visit:country",["DE"]]],"window_seconds":60,"scope":"visit","breakdown":"visit:source","limit":7,"steps":[{"page":"/a/**"},{"name":"N","goal":"Signup","event":"signup","filters":[["is","event:props:plan",["pro"]]]}]}"""));
        Assert.Equal(("a.example", new DateOnly(2026, 1, 31), 60, true, DimensionKind.Source, 7), (funnel.SiteId, funnel.RelativeDate, funnel.WindowSeconds, funnel.IsWithinVisit, funnel.Breakdown!.Value.Kind, funnel.Limit));
        Assert.Equal(["/a/**", "N"], funnel.Steps.Select(step => step.Name));
        Assert.Equal("and(Is EventName  [pageview] , Is Page  [/a/**] )", TableText.Of(funnel.Steps[0].All));
        Assert.Equal("and(Is Goal  [Signup] , Is EventName  [signup] , Is Property plan [pro] )", TableText.Of(funnel.Steps[1].All));
        Assert.Single(funnel.Filters);
    }

    [Fact]
    public void Parse_GivesDefaults()
    {
        FunnelQuery funnel = Assert.IsType<FunnelQuery>(Parse(JourneyKind.Funnel, $$"""{"date_range":"7d",{{Steps}}}"""));
        Assert.Equal((null, false, null, 100), (funnel.WindowSeconds, funnel.IsWithinVisit, funnel.Breakdown, funnel.Limit));
        RetentionQuery retention = Assert.IsType<RetentionQuery>(Parse(JourneyKind.Retention, """{"date_range":"7d"}"""));
        Assert.Equal((DimensionKind.TimeDay, null, 0, null, null), (retention.Period, retention.Periods, retention.LookbackDays, retention.First, retention.Return));
        PathQuery paths = Assert.IsType<PathQuery>(Parse(JourneyKind.Paths, """{"date_range":"7d"}"""));
        Assert.Equal((true, 4, 10, false, null, null), (paths.HasOnlyPages, paths.Steps, paths.Nodes, paths.KeepsRepeats, paths.From, paths.To));
    }

    [Theory]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":"/a"},{"goal":"Other"}]}""", "#/steps/1: Invalid filters. The goal `Other` is not configured")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","filters":[["is","segment",[9]]],"steps":[{"page":"/a"},{"goal":"Signup"}]}""", "#/filters: Invalid filters. Some segments don't exist")]
    [InlineData(JourneyKind.Funnel, """{"date_range":"7d","steps":[{"page":"/a"},{"filters":[["is","segment",[2]]]}]}""", "#/steps/1: Behavioral filters")]
    [InlineData(JourneyKind.Retention, """{"date_range":"7d","first":{"goal":"Other"},"return":{"filters":[["not",["is","event:hostname",["x"]]]]}}""", "#/first: Invalid filters. The goal `Other` is not configured")]
    [InlineData(JourneyKind.Paths, """{"date_range":"7d","to":{"filters":[["or",[["is","event:goal",["Signup"]]]]]}}""", "#/to: Invalid filters. Dimension `event:goal` can only be filtered at the top level.")]
    public void Expand_NamesThePlace_OfWhatDoesNotFitTheSite(JourneyKind kind, string json, string expected)
    {
        Assert.Null(JourneyCheck.Expand(Parse(kind, json), Goals, Segment, out string? error));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Expand_PutsSegmentsInTheirPlace()
    {
        JourneyQuery? expanded = JourneyCheck.Expand(Parse(JourneyKind.Funnel, """{"date_range":"7d","filters":[["is","segment",[2]]],"steps":[{"page":"/a"},{"filters":[["is","segment",[1]]]}]}"""), Goals, Segment, out string? error);
        Assert.Null(error);
        FunnelQuery funnel = Assert.IsType<FunnelQuery>(expanded);
        Assert.Equal("has_done(Is EventName  [signup] )", TableText.Of(Assert.Single(funnel.Filters)));
        Assert.Equal("Is EventName  [buy] ", TableText.Of(funnel.Steps[1].All));
    }

    // Whatever the bytes are, the result is a query or an error, never an exception.
    [Fact]
    public void Parse_NeverFails_WhateverTheBytes()
    {
        var random = new Random(1);
        string[] words = ["{", "}", "[", "]", ",", ":", "\"steps\"", "\"page\"", "\"/a\"", "\"date_range\"", "\"7d\"", "\"filters\"", "\"is\"", "1", "-1e999", "null", "true", "\"first\"", "\"to\"", "\"\\ud800\"", "\"window_seconds\""];
        int fine = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string json = round % 2 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => words[random.Next(words.Length)]))
                : $$"""{"date_range":"7d","steps":[{"page":{{words[random.Next(words.Length)]}}},{"event":"b"}],{{words[random.Next(words.Length)]}}:{{words[random.Next(words.Length)]}}}""";
            var kind = (JourneyKind)random.Next(3);
            if (JourneyQuery.Parse(kind, System.Text.Encoding.UTF8.GetBytes(json), out string? error) is null) Assert.False(string.IsNullOrEmpty(error));
            else fine++;
        }

        Assert.True(fine > 5, fine.ToString());
    }

    private static string? Segment(long id) => id switch
    {
        1 => """[["is","event:name",["buy"]]]""",
        2 => """[["has_done",["is","event:name",["signup"]]]]""",
        _ => null,
    };

    private static JourneyQuery Parse(JourneyKind kind, string json)
    {
        JourneyQuery? query = JourneyQuery.Parse(kind, System.Text.Encoding.UTF8.GetBytes(json), out string? error);
        Assert.True(query is not null, error);
        return query;
    }
}
