using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Downloads;
using GaOrleans.Portal.Queries.Drafts;
using GaOrleans.Portal.Queries.Running;
using GaOrleans.Portal.Queries.Showing;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class ShowingTests
{
    [Fact]
    public void Times_HaveNoGaps_WhereNothingHappened()
    {
        AnsweredTable table = Table(["visitors"], ["time:day"], ["2026-01-01", "2026-01-02", "2026-01-03"], (["2026-01-02"], [5]));

        ShownTimes times = AnswerShapes.Times(table, 0);

        Assert.Equal([0, 5, 0], Assert.Single(times.Series).Values);
        Assert.Equal("Visitors", times.Series[0].Name);
    }

    [Fact]
    public void Times_AreUnknown_WhereTheQueryWantsNoMoreRows()
    {
        AnsweredTable table = Table(["visitors"], ["time:day"], ["2026-01-01", "2026-01-02", "2026-01-03"], (["2026-01-01"], [5]));
        table = table with { Meta = table.Meta with { TotalRows = 3 } };

        Assert.Equal([5, null, null], Assert.Single(AnswerShapes.Times(table, 0).Series).Values);
    }

    [Theory]
    [InlineData("conversion_rate", 12.49, "12.49 %")]
    [InlineData("percentage", 39.6, "39.6 %")]
    [InlineData("bounce_rate", 57, "57 %")]
    [InlineData("visitors", 1234, "1,234")]
    public void Number_IsAsFineAsItWasAnswered(string metric, double number, string expected) => Assert.Equal(expected, MetricText.Of(metric, new AnsweredNumber(number, null)));

    [Fact]
    public void Times_AreALineAValue_TheLargestFirst()
    {
        (string?[], double[])[] rows = [.. Enumerable.Range(1, 9).Select(i => (new string?[] { "2026-01-01", $"source {i}" }, new double[] { i }))];

        ShownTimes times = AnswerShapes.Times(Table(["visitors"], ["time:day", "visit:source"], ["2026-01-01"], rows), 0);

        Assert.Equal(["source 9", "source 8", "source 7", "source 6", "source 5", "source 4"], times.Series.Select(series => series.Name));
        Assert.Equal(3, times.LeftOut);
    }

    [Fact]
    public void Times_AreEmpty_WhenNothingHappenedAtAll()
    {
        Assert.Equal([0, 0], Assert.Single(AnswerShapes.Times(Table(["visitors"], ["time:day"], ["2026-01-01", "2026-01-02"]), 0).Series).Values);
        Assert.Empty(AnswerShapes.Times(Table(["visitors"], ["time:day", "visit:os"], ["2026-01-01"]), 0).Series);
    }

    [Fact]
    public void Bars_TellHowTheyChanged()
    {
        AnsweredTable table = Table(["visitors", "bounce_rate"], ["visit:os"], [], (["Mac"], [5, 60]));
        table = table with { Rows = [table.Rows[0] with { Compared = [new(0, null), new(40, null)], Changes = [100, 20], ComparedValues = ["Mac"] }] };

        Assert.True(AnswerShapes.Bars(table, 0)[0].Change!.Value.IsNew);
        Assert.Equal(new AnsweredChange(20, InPoints: true, IsNew: false, ChangeMood.Bad), AnswerShapes.Bars(table, 1)[0].Change);
    }

    [Fact]
    public void Shares_AddUpToTheWhole()
    {
        (string?[], double[])[] rows = [.. Enumerable.Range(1, 20).Select(i => (new string?[] { $"{i}" }, new double[] { i }))];

        IReadOnlyList<ShownBar> shares = AnswerShapes.Shares(Table(["visitors"], ["visit:os"], [], rows), 0);

        Assert.Equal(7, shares.Count);
        Assert.Equal(210, shares.Sum(share => share.Number.Value));
    }

    [Fact]
    public void Countries_AreTheTwoLettersOnly() =>
        Assert.Equal(["DE"], AnswerShapes.Countries(Table(["visitors"], ["visit:country"], [], (["DE"], [1]), (["(not set)"], [2]), ([null], [3])), 0).Keys);

    [Theory]
    [InlineData(AnswerChart.Line, "visitors", "time:day", true)]
    [InlineData(AnswerChart.Line, "visitors", "visit:os", false)]
    [InlineData(AnswerChart.Donut, "visitors", "visit:os", true)]
    [InlineData(AnswerChart.Donut, "bounce_rate", "visit:os", false)]
    [InlineData(AnswerChart.Map, "visitors", "visit:country", true)]
    [InlineData(AnswerChart.Map, "visitors", "visit:country_name", false)]
    [InlineData(AnswerChart.Number, "visitors", "", true)]
    [InlineData(AnswerChart.BarList, "visitors", "", false)]
    [InlineData(AnswerChart.Table, "visitors", "visit:os", true)]
    public void Chart_SuitsOnlyWhatItCanDraw(AnswerChart chart, string metric, string dimension, bool suits)
    {
        string[] dimensions = dimension.Length == 0 ? [] : [dimension];

        Assert.Equal(suits, AnswerCharts.WhyNot(chart, [metric], dimensions) is null);
        Assert.Null(AnswerCharts.WhyNot(AnswerCharts.Fitting(chart, [metric], dimensions), [metric], dimensions));
        Assert.Equal(chart, AnswerCharts.Find(AnswerCharts.NameOf(chart)));
    }

    [Theory]
    [InlineData("2026-10-22", "22 Oct")]
    [InlineData("2026-10-22 13:00:00", "13:00")]
    [InlineData("2026-10-22 00:00:00", "22 Oct")]
    [InlineData("<b>", "<b>")]
    public void Slot_IsShort(string label, string text) => Assert.Equal(text, SlotText.Short(label));

    [Theory]
    [InlineData("2026-01-01T00:00:00+01:00", "2026-01-31T23:59:59+01:00", "1 – 31 Jan 2026")]
    [InlineData("2026-01-01T00:00:00+01:00", "2026-01-01T23:59:59+01:00", "1 Jan 2026")]
    [InlineData("2025-12-31T00:00:00Z", "2026-01-01T23:59:59Z", "31 Dec 2025 – 1 Jan 2026")]
    [InlineData("2026-01-01T10:00:00Z", "2026-01-02T09:59:59Z", "1 Jan 2026 10:00 – 2 Jan 2026 09:59")]
    [InlineData("x", "y", "x – y")]
    public void Range_IsInWords(string from, string to, string text) => Assert.Equal(text, RangeText.Of(from, to));

    [Theory]
    [InlineData("Visitors by day", "a.example-Visitors-by-day.csv")]
    [InlineData("../../etc/passwd", "a.example-etc-passwd.csv")]
    [InlineData("\r\nSet-Cookie: x=1\"; filename=y", "a.example-Set-Cookie-x-1-filename-y.csv")]
    [InlineData("‮gpj.exe", "a.example-gpj-exe.csv")]
    [InlineData("", "a.example-report.csv")]
    [InlineData("CON", "a.example-report.csv")]
    [InlineData("日本語 отчёт", "a.example-日本語-отчёт.csv")]
    public void FileName_IsTakenByEverySystem(string name, string file) => Assert.Equal(file, FileName.Of("a.example", name, "csv"));

    [Fact]
    public void FileName_IsShort() => Assert.True(FileName.Of("a.example", new string('x', 2000), "csv").Length < 100);

    [Fact]
    public void RunQuery_AsksForLabelsAndRows_AndLeavesTheRest()
    {
        QueryDraft asked = DraftReader.Read(RunQuery.Of("""{"site_id":"a.example","metrics":["visitors"],"date_range":"7d","dimensions":["time:day"],"filters":[["is","visit:os",["Mac"]]]}""")).Draft!;

        Assert.True(asked.TimeLabels);
        Assert.True(asked.TotalRows);
        Assert.Null(asked.SiteId);
        Assert.Single(asked.Filters);
        Assert.Equal(RunQuery.MostRows, DraftReader.Read(RunQuery.Of("""{"metrics":["visitors"],"date_range":"7d","dimensions":["visit:os"]}""")).Draft!.Limit);
        Assert.Equal(3, DraftReader.Read(RunQuery.Of("""{"metrics":["visitors"],"date_range":"7d","pagination":{"limit":3}}""")).Draft!.Limit);
    }

    [Fact]
    public void RunQuery_PutsAnotherRangeInPlace()
    {
        const string Json = """{"metrics":["visitors"],"date_range":"7d","date":"2026-01-01","include":{"comparisons":{"mode":"custom","date_range":["2026-01-01","2026-01-02"]}}}""";

        QueryDraft asked = DraftReader.Read(RunQuery.Of(Json, new DraftRange("30d"))).Draft!;

        Assert.Equal(new DraftRange("30d"), asked.Range);
        Assert.Null(asked.Date);
        Assert.Null(asked.Comparison);
        Assert.Contains("\"date_range\":[\"a\",\"b\"]", RunQuery.Of("""{"metrics":["visitors"],"date_range":"7d","unheard":1}""", new DraftRange(null, "a", "b")), StringComparison.Ordinal);
        Assert.Equal("nonsense", RunQuery.Of("nonsense", new DraftRange("30d")));
    }

    [Theory]
    [InlineData("#/metrics/1", 1)]
    [InlineData("#/filters/0", 3)]
    [InlineData("#/filters/9", 2)]
    [InlineData("#/include/comparisons/mode", 0)]
    [InlineData("#", 0)]
    public void Place_IsALine(string pointer, int line) =>
        Assert.Equal(line, JsonPlace.LineOf("{\"metrics\": [\"visitors\",\n \"baa\"],\n\"filters\": [\n[\"is\"]]}", pointer));

    [Fact]
    public void Place_IsWhereReadingStopped_WhenItIsNoJson() => Assert.Null(JsonPlace.LineOf("", "#/metrics"));

    private static AnsweredTable Table(string[] metrics, string[] dimensions, string[] labels, params (string?[] Values, double[] Numbers)[] rows) => new(
        metrics, dimensions, [.. rows.Select(row => new AnsweredRow(row.Values, [.. row.Numbers.Select(number => new AnsweredNumber(number, null))], null, null, null))],
        new AnsweredMeta(DateTimeOffset.UnixEpoch, 0, false, 0, rows.Length, labels, []), "", "", null, null);
}
