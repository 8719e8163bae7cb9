using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Tests.Reports;

public class QueryParserTests
{
    public static TheoryData<string, string> FormErrors() => new()
    {
        { "[]", "#: Type mismatch. Expected Object but got Array." },
        { "\"a\"", "#: Type mismatch. Expected Object but got String." },
        { "{}", "#: Required properties metrics, date_range were not present." },
        { """{"metrics":["visitors"]}""", "#: Required property date_range was not present." },
        { """{"date_range":"day"}""", "#: Required property metrics was not present." },
        { Asked.With("\"foo\":1"), "#/foo: Schema does not allow additional properties." },
        { """{"site_id":5,"metrics":["visitors"],"date_range":"day"}""", "#/site_id: Type mismatch. Expected String but got Integer." },
        { Asked.With("""   "metrics":["visitors","baa"] """), "#/metrics/1: Invalid metric \"baa\"" },
        { Asked.With("""   "metrics":["a",1,{"b":null}] """), "#/metrics/0: Invalid metric \"a\"\n#/metrics/1: Invalid metric 1\n#/metrics/2: Invalid metric %{\"b\" => nil}" },
        { Asked.With("""   "metrics":["events","visitors","visitors"] """), "#/metrics: Expected items to be unique but they were not." },
        { Asked.With("""   "metrics":[] """), "#/metrics: Expected a minimum of 1 items but got 0." },
        { Asked.With("""   "metrics":"visitors" """), "#/metrics: Type mismatch. Expected Array but got String." },
        { Asked.With("""   "dimensions":["visitors"] """), "#/dimensions/0: Invalid dimension \"visitors\"" },
        { Asked.With("""   "dimensions":["event:props:"] """), "#/dimensions/0: Invalid dimension \"event:props:\"" },
        { Asked.With("""   "dimensions":["segment"] """), "#/dimensions/0: Invalid dimension \"segment\"" },
        { Asked.With("""   "dimensions":"foobar" """), "#/dimensions: Type mismatch. Expected Array but got String." },
        { Asked.With("""   "dimensions":["event:name","event:name"] """), "#/dimensions: Expected items to be unique but they were not." },
        { Asked.With("""   "dimensions":["time:day","time"] """), "#/dimensions: Expected at most one time dimension." },
        { Asked.With("""   "date_range":"-1d" """), "#/date_range: Invalid date range \"-1d\"" },
        { Asked.With("""   "date_range":"foo" """), "#/date_range: Invalid date range \"foo\"" },
        { Asked.With("""   "date_range":5 """), "#/date_range: Invalid date range 5" },
        { Asked.With("""   "date_range":["21415-00","eee"] """), "#/date_range: Invalid date range [\"21415-00\", \"eee\"]" },
        { Asked.With("""   "date_range":["2026-01-01"] """), "#/date_range: Invalid date range [\"2026-01-01\"]" },
        { Asked.With("""   "date_range":["2026-01-02","2026-01-01"] """), "#/date_range: Invalid date range [\"2026-01-02\", \"2026-01-01\"]" },
        { Asked.With("""   "date_range":["2026-02-30","2026-03-01"] """), "#/date_range: Invalid date range [\"2026-02-30\", \"2026-03-01\"]" },
        { Asked.With("""   "date_range":["2021-02-03T00:00:00Z","2021-02-04"] """), "#/date_range: Invalid date range [\"2021-02-03T00:00:00Z\", \"2021-02-04\"]" },
        { Asked.With("""   "date_range":["2021-02-03T00:00:00-25:00","2021-02-03T23:59:59-25:00"] """), "#/date_range: Invalid date range [\"2021-02-03T00:00:00-25:00\", \"2021-02-03T23:59:59-25:00\"]" },
        { Asked.With("""   "date_range":["2021-02-03T00:00:00","2021-02-03T23:59:59"] """), "Invalid date_range '[\"2021-02-03T00:00:00\", \"2021-02-03T23:59:59\"]'." },
        { Asked.With("""   "date_range":"999999999mo" """), "Invalid date_range \"999999999mo\"" },
        { Asked.With("""   "date_range":"0d" """), "Invalid date_range \"0d\"" },
        { Asked.With("""   "date_range":"5001d" """), "Invalid date_range \"5001d\"" },
        { Asked.With("""   "order_by":[["visssss","desc"]] """), "#/order_by/0/0: Invalid value in order_by \"visssss\"" },
        { Asked.With("""   "order_by":[["visitors","up"]] """), "#/order_by/0/1: Value \"up\" is not allowed in enum." },
        { Asked.With("""   "order_by":[["visitors"]] """), "#/order_by/0: Expected a minimum of 2 items but got 1." },
        { Asked.With("""   "order_by":[["visitors","asc","x"]] """), "#/order_by/0: Expected a maximum of 2 items but got 3." },
        { Asked.With("""   "order_by":["visitors"] """), "#/order_by/0: Type mismatch. Expected Array but got String." },
        { Asked.With("""   "order_by":{} """), "#/order_by: Type mismatch. Expected Array but got Object." },
        { Asked.With("""   "pagination":{"limit":100000} """), "#/pagination/limit: Expected the value to be <= 10000" },
        { Asked.With("""   "pagination":{"limit":0} """), "#/pagination/limit: Expected the value to be >= 1" },
        { Asked.With("""   "pagination":{"offset":-5} """), "#/pagination/offset: Expected the value to be >= 0" },
        { Asked.With("""   "pagination":{"limit":1.5} """), "#/pagination/limit: Type mismatch. Expected Integer but got Number." },
        { Asked.With("""   "pagination":{"limit":100000000000000000000} """), "#/pagination/limit: Expected the value to be <= 10000" },
        { Asked.With("""   "pagination":{"page":1} """), "#/pagination/page: Schema does not allow additional properties." },
        { Asked.With("""   "pagination":[] """), "#/pagination: Type mismatch. Expected Object but got Array." },
        { Asked.With("""   "include":"foobar" """), "#/include: Type mismatch. Expected Object but got String." },
        { Asked.With("""   "include":{"x":true} """), "#/include/x: Schema does not allow additional properties." },
        { Asked.With("""   "include":{"total_rows":"yes"} """), "#/include/total_rows: Type mismatch. Expected Boolean but got String." },
        { Asked.With("""   "include":{"comparisons":true} """), "#/include/comparisons: Type mismatch. Expected Object but got Boolean." },
        { Asked.With("""   "include":{"comparisons":{}} """), "#/include/comparisons: Required property mode was not present." },
        { Asked.With("""   "include":{"comparisons":{"mode":"next"}} """), "#/include/comparisons/mode: Value \"next\" is not allowed in enum." },
        { Asked.With("""   "include":{"comparisons":{"mode":"custom"}} """), "#/include/comparisons: Required property date_range was not present." },
        { Asked.With("\"date_range\":\"day\"," + """ "include":{"comparisons":{"mode":"custom","date_range":"7d"}} """), "#/include/comparisons/date_range: Invalid date range \"7d\"" },
        { Asked.With("\"date_range\":\"day\"," + """ "include":{"comparisons":{"mode":"previous_period","date_range":["2026-01-01","2026-01-02"]}} """), "#/include/comparisons/date_range: Expected only with mode \"custom\"." },
        { Asked.With("""   "filters":"foobar" """), "#/filters: Type mismatch. Expected Array but got String." },
    };

    [Theory]
    [MemberData(nameof(FormErrors))]
    public void Parser_NamesWhatIsWrong_WhenTheFormIs(string json, string error) => Assert.Equal(error, Asked.Error(json));

    public static TheoryData<string, string> FilterErrors() => new()
    {
        { """[]""", "[]" },
        { """["and"]""", "[\"and\"]" },
        { """["and",[]]""", "[\"and\", []]" },
        { """["not"]""", "[\"not\"]" },
        { """["not",[]]""", "[\"not\", []]" },
        { """["has_done",[]]""", "[\"has_done\", []]" },
        { """["is_not","event:name"]""", "[\"is_not\", \"event:name\"]" },
        { """["is","event:name","foo"]""", "[\"is\", \"event:name\", \"foo\"]" },
        { """["exists?","event:name",["foo"]]""", "[\"exists?\", \"event:name\", [\"foo\"]]" },
        { """["matches_wildcard","event:name",["foo"]]""", "[\"matches_wildcard\", \"event:name\", [\"foo\"]]" },
        { """["is","event:device",["foo"]]""", "[\"is\", \"event:device\", [\"foo\"]]" },
        { """["is","visit:name",["foo"]]""", "[\"is\", \"visit:name\", [\"foo\"]]" },
        { """["is","time:day",["2026-01-01"]]""", "[\"is\", \"time:day\", [\"2026-01-01\"]]" },
        { """["is_not","event:goal",["Signup"]]""", "[\"is_not\", \"event:goal\", [\"Signup\"]]" },
        { """["is_not","segment",[1]]""", "[\"is_not\", \"segment\", [1]]" },
        { """["is","event:props:foobar",["value"],true]""", "[\"is\", \"event:props:foobar\", [\"value\"], true]" },
        { """["is","event:page",["/"],{"case_sensitive":"no"}]""", "[\"is\", \"event:page\", [\"/\"], %{\"case_sensitive\" => \"no\"}]" },
        { """["is","event:page",["/"],{"accents":false}]""", "[\"is\", \"event:page\", [\"/\"], %{\"accents\" => false}]" },
        { """["not",["is","event:props:foobar",["value"]],1]""", "[\"not\", [\"is\", \"event:props:foobar\", [\"value\"]], 1]" },
        { """["or",[["is","event:props:foobar",["value"]]],[]]""", "[\"or\", [[\"is\", \"event:props:foobar\", [\"value\"]]], []]" },
        { """["is","event:page",[1.5]]""", "[\"is\", \"event:page\", [1.5]]" },
        { """["is","event:page",[null]]""", "[\"is\", \"event:page\", [nil]]" },
        { """ "is" """, "\"is\"" },
    };

    [Theory]
    [MemberData(nameof(FilterErrors))]
    public void Parser_NamesTheWholeFilter_WhenItDoesNotFit(string filter, string named) =>
        Assert.Equal($"#/filters/0: Invalid filter {named}", Asked.Error(Asked.With($"\"filters\":[{filter}]")));

    public static TheoryData<string, string> ValueErrors() => new()
    {
        { """["is","visit:os_version",[123]]""", "Invalid filter '[\"is\", \"visit:os_version\", [123]]'." },
        { """["is","segment",["123"]]""", "Invalid filter '[\"is\", \"segment\", [\"123\"]]'." },
        { """["is","visit:country",["USA"]]""", "Invalid visit:country filter, visit:country needs to be a valid 2-letter country code." },
        { """["matches","event:page",["^/(blog"]]""", "Invalid filters. Invalid regular expression \"^/(blog\": InsufficientClosingParentheses at character 7." },
        { """["matches","event:page",["(?=a)"]]""", "Invalid filters. Invalid regular expression \"(?=a)\": look-around, back-references and atomic groups are not supported." },
        { """["matches_not","event:page",["(a{100}){100}"]]""", "Invalid filters. Invalid regular expression \"(a{100}){100}\": it repeats more than 1000 times." },
    };

    [Theory]
    [MemberData(nameof(ValueErrors))]
    public void Parser_NamesTheValue_WhenItDoesNotFitItsDimension(string filter, string error) =>
        Assert.Equal(error, Asked.Error(Asked.With($"\"filters\":[{filter}]")));

    [Theory]
    [InlineData("{\"metrics\":", "#: Expected JSON but could not read it at line 1, byte 11.")]
    [InlineData("", "#: Expected JSON but could not read it at line 1, byte 0.")]
    [InlineData("{\"site_id\":\"\\ud800\"}", "#: Expected JSON but the text at byte 11 is not valid Unicode.")]
    public void Parser_SaysSo_WhenTheBodyIsNoJson(string json, string error) => Assert.Equal(error, Asked.Error(json));

    [Fact]
    public void Parser_Refuses_WhatIsTooLargeOrTooDeep()
    {
        string deep = string.Concat(Enumerable.Repeat("[\"not\",", 9)) + "[\"is\",\"event:page\",[\"/\"]]" + new string(']', 9);
        Assert.StartsWith("#/filters/0: Invalid filter", Asked.Error(Asked.With($"\"filters\":[{deep}]")), StringComparison.Ordinal);
        Assert.Contains("deep", Asked.Error(new string('[', 100)), StringComparison.Ordinal);
        Assert.StartsWith("#: Expected at most 65536 bytes", Asked.Error(new string(' ', 70_000)), StringComparison.Ordinal);
        string values = string.Join(',', Enumerable.Repeat("\"a\"", 2_001));
        Assert.Equal("#/filters: Expected at most 2000 values but got 2001.", Asked.Error(Asked.With($"\"filters\":[[\"is\",\"event:page\",[{values}]]]")));
        string patterns = string.Join(',', Enumerable.Repeat("\"a\"", 51));
        Assert.Equal("#/filters: Expected at most 50 regular expressions but got 51.", Asked.Error(Asked.With($"\"filters\":[[\"matches\",\"event:page\",[{patterns}]]]")));
        string filters = string.Join(',', Enumerable.Repeat("[\"is\",\"event:page\",[\"/\"]]", 101));
        Assert.Equal("#/filters: Expected at most 100 conditions but got 101.", Asked.Error(Asked.With($"\"filters\":[{filters}]")));
        string dimensions = string.Join(',', Enumerable.Range(0, 9).Select(i => $"\"event:props:{i}\""));
        Assert.Equal("#/dimensions: Expected a maximum of 8 items but got 9.", Asked.Error(Asked.With($"\"dimensions\":[{dimensions}]")));
    }

    [Fact]
    public void Parser_ReadsEverything_WhenAllIsGiven()
    {
        ReportQuery query = Asked.Query("""
            {"site_id":"example.com","metrics":["visitors","events","total_revenue"],"date_range":["2026-01-01","2026-01-31"],
             "dimensions":["time:week","event:props:plan","visit:utm_term"],
             "filters":[["or",[["is","visit:city",[5,"7"]],["not",["contains_not","event:page",["/a"],{"case_sensitive":false}]]]],["has_not_done",["is","event:name",["Signup"]]]],
             "order_by":[["events","asc"],["event:props:plan","desc"]],
             "include":{"time_labels":true,"total_rows":true,"imports":true,"comparisons":{"mode":"custom","date_range":["2025-01-01","2025-01-31"],"match_day_of_week":true}},
             "pagination":{"limit":10,"offset":20},"date":"2026-02-01"}
            """.Replace("[5,\"7\"]", "[5,7]", StringComparison.Ordinal));
        Assert.Equal("example.com", query.SiteId);
        Assert.Equal([Metric.Visitors, Metric.Events, Metric.TotalRevenue], query.Metrics);
        Assert.Equal(new DateRangeSpec.Dates(new(2026, 1, 1), new(2026, 1, 31)), query.DateRange);
        Assert.Equal([new(DimensionKind.TimeWeek), new(DimensionKind.Property, "plan"), new(DimensionKind.UtmTerm)], query.Dimensions);
        var or = Assert.IsType<Filter.Or>(query.Filters[0]);
        var city = Assert.IsType<Filter.Match>(or.Children[0]);
        Assert.Equal((MatchOperator.Is, new Dimension(DimensionKind.City), true), (city.Operator, city.Dimension, city.CaseSensitive));
        Assert.Equal(["5", "7"], city.Values);
        var page = Assert.IsType<Filter.Match>(Assert.IsType<Filter.Not>(or.Children[1]).Child);
        Assert.Equal((MatchOperator.ContainsNot, false), (page.Operator, page.CaseSensitive));
        Assert.True(Assert.IsType<Filter.HasDone>(query.Filters[1]).Negated);
        Assert.Equal([new(Metric.Events, null, false), new(null, new(DimensionKind.Property, "plan"), true)], query.OrderBy);
        Assert.Equal((10, 20, new DateOnly(2026, 2, 1)), (query.Limit, query.Offset, query.RelativeDate));
        Assert.True(query.Include is { TimeLabels: true, TotalRows: true, Imports: true });
        Assert.Equal(new ComparisonSpec(ComparisonMode.Custom, new DateRangeSpec.Dates(new(2025, 1, 1), new(2025, 1, 31)), true), query.Include.Comparisons);
    }

    [Fact]
    public void Parser_KnowsEveryName_OfApi()
    {
        foreach (Metric metric in Enum.GetValues<Metric>()) Assert.Equal(metric, Asked.Query(Asked.With($"\"metrics\":[\"{QueryNames.Of(metric)}\"]")).Metrics[0]);
        foreach (DimensionKind kind in Enum.GetValues<DimensionKind>().Where(kind => kind is not (DimensionKind.Property or DimensionKind.Segment)))
        {
            var dimension = new Dimension(kind);
            Assert.Equal(dimension, Asked.Query(Asked.With($"\"dimensions\":[\"{QueryNames.Of(dimension)}\"]")).Dimensions[0]);
        }
    }

    [Theory]
    [InlineData("2024-08-29T07:12:34-07:00", "2024-08-29T10:12:34-07:00", "2024-08-29T14:12:34Z", "2024-08-29T17:12:34Z")]
    [InlineData("2024-01-01T00:00:00.5Z", "2024-01-02T23:59:59Z", "2024-01-01T00:00:00.5Z", "2024-01-02T23:59:59Z")]
    public void Parser_ReadsInstants_WithTheirZone(string from, string to, string first, string last) =>
        Assert.Equal(new DateRangeSpec.Instants(Asked.Ms(first), Asked.Ms(last)), Asked.Query(Asked.With($"\"date_range\":[\"{from}\",\"{to}\"]")).DateRange);
}
