using System.Text.Json;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Tests.Reports;

public class AnswerTests
{
    private static readonly PlanContext Utc = Asked.Context("Etc/UTC", "2026-09-10T12:00:00Z", null, Asked.Goal("Buy", "EUR"), Asked.Goal("Gift", "USD"), Asked.Goal("Signup"));

    [Theory]
    [InlineData("views_per_visit", "1.67")]
    [InlineData("bounce_rate", "13")]
    [InlineData("visit_duration", "3")]
    [InlineData("visitors", "7")]
    [InlineData("visits", "3")]
    [InlineData("pageviews", "9")]
    [InlineData("events", "11")]
    [InlineData("percentage", "100")]
    public void Metric_IsRounded_AsApiSays(string metric, string expected)
    {
        var totals = new GroupTotals { Visitors = 7, Visits = 3, VisitPageviews = 5, EntryVisits = 8, Bounces = 1, DurationSeconds = 8, Pageviews = 9, Events = 11 };
        Assert.Equal(expected, Metrics(Answer($"\"metrics\":[\"{metric}\"]", _ => Table(Row([], totals))))[0][0]);
    }

    [Theory]
    [InlineData("visitors", "0")]
    [InlineData("views_per_visit", "0")]
    [InlineData("bounce_rate", "0")]
    [InlineData("visit_duration", "0")]
    [InlineData("percentage", "0")]
    [InlineData("average_revenue", "null")]
    public void Metric_OfNothing_IsZeroOrNull(string metric, string expected) =>
        Assert.Equal(expected, Metrics(Answer($"\"metrics\":[\"{metric}\"]", _ => Table(Row([], default))))[0][0]);

    [Fact]
    public void Metric_OfPages_IsNull_WithoutData()
    {
        JsonElement answer = Answer("\"metrics\":[\"scroll_depth\",\"time_on_page\"],\"dimensions\":[\"event:page\"]", _ => Table(
            Row(["/a"], new GroupTotals { ScrollPairs = 2, ScrollDepthSum = 101, EngagementPairs = 2, EngagementMs = 5_000 }), Row(["/b"], default)));
        Assert.Equal(["51", "3"], Metrics(answer)[0]);
        Assert.Equal(["null", "null"], Metrics(answer)[1]);
    }

    [Fact]
    public void Rates_AreSharesOfTheirBases()
    {
        JsonElement answer = Answer(
            "\"metrics\":[\"conversion_rate\",\"group_conversion_rate\",\"percentage\"],\"dimensions\":[\"visit:source\"],\"filters\":[[\"is\",\"event:goal\",[\"Signup\"]],[\"is\",\"visit:os\",[\"Mac\"]]]",
            plan => (plan.Dimensions.Count, plan.Filter is GaOrleans.Core.Reports.Filters.Filter.And) switch
            {
                (1, true) => Table(Row(["A"], Visitors(1)), Row(["B"], Visitors(2))),
                (0, true) => Table(Row([], Visitors(3))),
                (0, false) => Table(Row([], Visitors(30))),
                _ => Table(Row(["A"], Visitors(8)), Row(["B"], Visitors(9)), Row(["C"], Visitors(13))),
            });
        Assert.Equal(["6.67", "22.22", "66.67"], Metrics(answer)[0]);
        Assert.Equal(["3.33", "12.5", "33.33"], Metrics(answer)[1]);
    }

    [Fact]
    public void Revenue_IsInTheCurrencyOfItsGoal_WhenGroupedByGoals()
    {
        JsonElement answer = Answer("\"metrics\":[\"total_revenue\",\"average_revenue\"],\"dimensions\":[\"event:goal\"]", plan => Table(
            Row(["Buy"], new GroupTotals { RevenueMilli = plan.Currency == "EUR" ? 1_234_500 : 0, RevenueEvents = plan.Currency == "EUR" ? 7 : 0 }),
            Row(["Gift"], new GroupTotals { RevenueMilli = plan.Currency == "USD" ? 129_900 : 0, RevenueEvents = plan.Currency == "USD" ? 1 : 0 }),
            Row(["Signup"], default)));
        Assert.Equal("""{"value":1234.5,"currency":"EUR","short":"€1.2K","long":"€1,234.50"}""", Metrics(answer)[0][0]);
        Assert.Equal("""{"value":176.357,"currency":"EUR","short":"€176.4","long":"€176.36"}""", Metrics(answer)[0][1]);
        Assert.Equal("""{"value":129.9,"currency":"USD","short":"$129.9","long":"$129.90"}""", Metrics(answer)[1][0]);
        Assert.Equal(["null", "null"], Metrics(answer)[2]);
    }

    [Fact]
    public void Revenue_IsNullWithAWarning_WhenThereIsNoOneCurrency()
    {
        JsonElement several = Answer("\"metrics\":[\"total_revenue\"],\"filters\":[[\"is\",\"event:goal\",[\"Buy\",\"Gift\"]]]", _ => Table(Row([], default)));
        Assert.Equal("null", Metrics(several)[0][0]);
        Assert.Equal("no_single_revenue_currency", several.GetProperty("meta").GetProperty("metric_warnings").GetProperty("total_revenue").GetProperty("code").GetString());
        JsonElement none = Answer("\"metrics\":[\"average_revenue\"],\"filters\":[[\"is\",\"event:goal\",[\"Signup\"]]]", _ => Table(Row([], default)));
        Assert.Equal("no_revenue_goals_matching", none.GetProperty("meta").GetProperty("metric_warnings").GetProperty("average_revenue").GetProperty("code").GetString());
        JsonElement one = Answer("\"metrics\":[\"total_revenue\"],\"filters\":[[\"is\",\"event:goal\",[\"Buy\",\"Signup\"]]]", plan => Table(Row([], new GroupTotals { RevenueMilli = plan.Currency == "EUR" ? 5_000 : 0, RevenueEvents = 1 })));
        Assert.StartsWith("""{"value":5,"currency":"EUR""", Metrics(one)[0][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "B A C D")]
    [InlineData("\"order_by\":[[\"visitors\",\"asc\"]],", "C D A B")]
    [InlineData("\"order_by\":[[\"visit:source\",\"desc\"]],", "D C B A")]
    [InlineData("\"order_by\":[[\"events\",\"desc\"],[\"visitors\",\"desc\"]],", "A B C D")]
    public void Rows_AreInTheOrderAskedFor_ThenByDimensions(string order, string expected)
    {
        JsonElement answer = Answer(order + "\"metrics\":[\"visitors\",\"events\"],\"dimensions\":[\"visit:source\"]", _ => Table(
            Row(["D"], Visitors(1)), Row(["A"], new GroupTotals { Visitors = 2, Events = 5 }), Row(["C"], Visitors(1)), Row(["B"], Visitors(3))));
        Assert.Equal(expected, string.Join(' ', Dimensions(answer).Select(values => values[0])));
    }

    [Fact]
    public void Pages_NeverOverlap_AndTogetherAreAllRows()
    {
        var random = new Random(7);
        ReportGroup[] groups = [.. Enumerable.Range(0, 57).Select(i => Row(["s" + i], new GroupTotals { Visitors = random.Next(3), Visits = 1 }))];
        var seen = new List<string?>();
        for (int offset = 0; offset < 60; offset += 10)
        {
            random.Shuffle(groups);
            JsonElement answer = Answer($"\"dimensions\":[\"visit:source\"],\"include\":{{\"total_rows\":true}},\"pagination\":{{\"limit\":10,\"offset\":{offset}}}", _ => Table(groups));
            seen.AddRange(Dimensions(answer).Select(values => values[0]));
            Assert.Equal(57, answer.GetProperty("meta").GetProperty("total_rows").GetInt32());
        }

        Assert.Equal(57, seen.Count);
        Assert.Equal(57, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Days_AreInOrder_AndComparedOneByOne_ZerosIncluded()
    {
        JsonElement answer = Answer(
            "\"metrics\":[\"pageviews\"],\"date_range\":[\"2021-01-07\",\"2021-01-10\"],\"dimensions\":[\"time:day\"],\"include\":{\"comparisons\":{\"mode\":\"custom\",\"date_range\":[\"2020-12-31\",\"2021-01-02\"]}}",
            plan => plan.Range.FromMs == Asked.Ms("2021-01-07T00:00:00Z")
                ? Table(Row(["2021-01-08"], Pageviews(1), 1), Row(["2021-01-07"], Pageviews(1), 0))
                : Table(Row(["2021-01-01"], Pageviews(2), 1)));
        Assert.Equal(
            """
            [{"metrics":[1],"dimensions":["2021-01-07"],"comparison":{"metrics":[0],"dimensions":["2020-12-31"],"change":[100]}},
            {"metrics":[1],"dimensions":["2021-01-08"],"comparison":{"metrics":[2],"dimensions":["2021-01-01"],"change":[-50]}},
            {"metrics":[0],"dimensions":["2021-01-09"],"comparison":{"metrics":[0],"dimensions":["2021-01-02"],"change":[0]}},
            {"metrics":[0],"dimensions":["2021-01-10"],"comparison":{"metrics":[null],"dimensions":[null],"change":[null]}}]
            """.ReplaceLineEndings(""),
            answer.GetProperty("results").GetRawText());
    }

    [Fact]
    public void Groups_AreComparedByName_AndRatesInPoints()
    {
        JsonElement answer = Answer(
            "\"metrics\":[\"visitors\",\"bounce_rate\",\"percentage\",\"conversion_rate\"],\"date_range\":\"7d\",\"dimensions\":[\"visit:browser\"],\"filters\":[[\"is\",\"event:goal\",[\"Signup\"]]],\"include\":{\"comparisons\":{\"mode\":\"previous_period\"}}",
            plan =>
            {
                bool now = plan.Range.FromMs == Asked.Ms("2026-09-03T00:00:00Z");
                if (plan.Dimensions.Count == 0) return Table(Row([], Visitors(now ? 6 : 8)));
                return now
                    ? Table(Row(["Chrome"], new GroupTotals { Visitors = 3, EntryVisits = 4, Bounces = 1 }), Row(["Opera"], Visitors(1)))
                    : Table(Row(["Chrome"], new GroupTotals { Visitors = 1, EntryVisits = 2, Bounces = 1 }), Row(["Safari"], Visitors(3)));
            });
        JsonElement chrome = answer.GetProperty("results")[0];
        Assert.Equal("[3,25,50,50]", chrome.GetProperty("metrics").GetRawText());
        Assert.Equal("[1,50,12.5,12.5]", chrome.GetProperty("comparison").GetProperty("metrics").GetRawText());
        Assert.Equal("[200,-25,300,37.5]", chrome.GetProperty("comparison").GetProperty("change").GetRawText());
        Assert.Equal("[100,null,100,16.7]", answer.GetProperty("results")[1].GetProperty("comparison").GetProperty("change").GetRawText());
        Assert.Equal(2, answer.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public void Answer_EchoesTheQuery_AsResolved()
    {
        PlanContext berlin = Asked.Context("Europe/Berlin", "2026-09-10T12:00:00Z", null, Asked.Goal("Signup"));
        JsonElement answer = Answer(
            "\"date_range\":\"day\",\"dimensions\":[\"time\",\"event:props:plan\"],\"filters\":[[\"not\",[\"contains\",\"visit:city\",[\"a\"],{\"case_sensitive\":false}]]],\"include\":{\"time_labels\":true,\"comparisons\":{\"mode\":\"previous_period\"}},\"pagination\":{\"limit\":5}",
            _ => Table(), berlin);
        Assert.Equal(
            """
            {"site_id":"example.com","metrics":["visitors"],"date_range":["2026-09-10T00:00:00+02:00","2026-09-10T23:59:59+02:00"],
            "filters":[["not",["contains","visit:city",["a"],{"case_sensitive":false}]]],"dimensions":["time:hour","event:props:plan"],
            "order_by":[["time:hour","asc"],["visitors","desc"]],
            "include":{"time_labels":true,"comparisons":{"mode":"previous_period","date_range":["2026-09-09T00:00:00+02:00","2026-09-09T23:59:59+02:00"]}},
            "pagination":{"limit":5,"offset":0}}
            """.ReplaceLineEndings(""),
            answer.GetProperty("query").GetRawText());
        Assert.Equal(24, answer.GetProperty("meta").GetProperty("time_labels").GetArrayLength());
    }

    [Fact]
    public void Meta_SaysHowFreshAndHowExact()
    {
        PlannedReport plan = Asked.Plan(Asked.With("\"date_range\":\"day\""), Utc);
        ReportTable table = Table(Row([], Visitors(5))) with { VisitorErrorPercent = 0.81, HasOtherRows = true };
        AnswerBody body = AnswerWriter.Write(AnswerComposer.Compose(plan, plan.Tables.Count(_ => table), null), "example.com", Asked.Ms("2026-09-10T12:00:00.5Z"));
        Assert.Equal("""{"fresh_to":"2026-09-10T12:00:00.500Z","exact":{"visitors_error_percent":0.81},"other_rows":true}""", Root(body).GetProperty("meta").GetRawText());
        AnswerBody later = body.WithStamp(Asked.Ms("2026-09-10T12:00:01.25Z"));
        Assert.Equal("2026-09-10T12:00:01.250Z", Root(later).GetProperty("meta").GetProperty("fresh_to").GetString());
        Assert.Equal("2026-09-10T12:00:00.500Z", Root(body).GetProperty("meta").GetProperty("fresh_to").GetString());
    }

    [Fact]
    public void Csv_IsQuoted_AndSafeFromFormulas()
    {
        PlannedReport plan = Asked.Plan(Asked.With("\"metrics\":[\"visitors\",\"scroll_depth\"],\"dimensions\":[\"event:page\"]"), Utc);
        CountedTables tables = plan.Tables.Count(_ => Table(
            Row(["=1+1"], Visitors(9)), Row(["a,\"b\""], Visitors(8)), Row(["@x,y"], Visitors(7)), Row(["-1"], Visitors(6)), Row(["+1"], Visitors(5)),
            Row(["\tq"], Visitors(4)), Row(["\rq"], Visitors(3)), Row(["l\nm"], Visitors(2)), Row(["plain"], new GroupTotals { Visitors = 1, ScrollPairs = 3, ScrollDepthSum = 200 })));
        string csv = System.Text.Encoding.UTF8.GetString(CsvAnswerWriter.Write(AnswerComposer.Compose(plan, tables, null)));
        Assert.Equal(
            "event:page,visitors,scroll_depth\r\n'=1+1,9,\r\n\"a,\"\"b\"\"\",8,\r\n\"'@x,y\",7,\r\n'-1,6,\r\n'+1,5,\r\n\"'\tq\",4,\r\n\"'\rq\",3,\r\n\"l\nm\",2,\r\nplain,1,67\r\n",
            csv);
    }

    [Theory]
    [InlineData(129.9, "EUR", "€129.9", "€129.90")]
    [InlineData(0, "USD", "$0.0", "$0.00")]
    [InlineData(-5.5, "GBP", "-£5.5", "-£5.50")]
    [InlineData(999.96, "USD", "$1000.0", "$999.96")]
    [InlineData(1_250, "JPY", "¥1.3K", "¥1,250")]
    [InlineData(999_960, "USD", "$1.0M", "$999,960.00")]
    [InlineData(2_500_000_000, "CHF", "CHF\u00A02.5B", "CHF\u00A02,500,000,000.00")]
    public void Money_IsWrittenForPeople(double amount, string currency, string shortText, string longText) =>
        Assert.Equal((shortText, longText), (MoneyText.Short((decimal)amount, currency), MoneyText.Long((decimal)amount, currency)));

    private static JsonElement Answer(string fields, Func<ReportPlan, ReportTable> execute, PlanContext? context = null)
    {
        PlannedReport plan = Asked.Plan(Asked.With(fields), context ?? Utc);
        ReportResult result = AnswerComposer.Compose(plan, plan.Tables.Count(execute), plan.Comparison?.Count(execute));
        return Root(AnswerWriter.Write(result, "example.com", 0));
    }

    private static JsonElement Root(AnswerBody body) => JsonDocument.Parse(body.Utf8).RootElement;

    private static List<string[]> Metrics(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("metrics").EnumerateArray().Select(value => value.GetRawText()).ToArray())];

    private static List<string?[]> Dimensions(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("dimensions").EnumerateArray().Select(value => value.GetString()).ToArray())];

    private static ReportTable Table(params ReportGroup[] groups) => new() { Groups = groups };

    private static ReportGroup Row(string[] values, GroupTotals totals, int timeLabel = -1) => new(values, timeLabel, totals);

    private static GroupTotals Visitors(long visitors) => new() { Visitors = visitors };

    private static GroupTotals Pageviews(long pageviews) => new() { Pageviews = pageviews };
}
