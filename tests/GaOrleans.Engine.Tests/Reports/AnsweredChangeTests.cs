using GaOrleans.Core.Reports;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Tests.Reports;

public sealed class AnsweredChangeTests : ReportServiceFixture
{
    [Theory]
    [InlineData("visitors", -25, 40, false, ChangeMood.Bad)]
    [InlineData("visitors", 0, 40, false, ChangeMood.Neutral)]
    [InlineData("scroll_depth", 10, 40, false, ChangeMood.Good)]
    [InlineData("percentage", 10, 40, false, ChangeMood.Good)]
    [InlineData("bounce_rate", 10, 40, true, ChangeMood.Bad)]
    [InlineData("bounce_rate", -10, 40, true, ChangeMood.Good)]
    [InlineData("conversion_rate", 4.5, 0, true, ChangeMood.Good)]
    [InlineData("group_conversion_rate", 0, 0, true, ChangeMood.Neutral)]
    public void Change_IsInTheUnitOfItsMetric(string metric, double by, double before, bool inPoints, ChangeMood mood) =>
        Assert.Equal(new AnsweredChange(by, inPoints, IsNew: false, mood), Of(metric, by, before));

    [Theory]
    [InlineData("visitors")]
    [InlineData("visits")]
    [InlineData("pageviews")]
    [InlineData("events")]
    [InlineData("total_revenue")]
    public void Total_IsNew_WhereThereWasNothing(string metric)
    {
        Assert.Equal(new AnsweredChange(100, InPoints: false, IsNew: true, ChangeMood.Good), Of(metric, 100, 0));
        Assert.Null(Of(metric, 0, 0));
        Assert.False(Of(metric, 100, 1)!.Value.IsNew);
    }

    [Theory]
    [InlineData("views_per_visit")]
    [InlineData("visit_duration")]
    [InlineData("scroll_depth")]
    [InlineData("time_on_page")]
    [InlineData("percentage")]
    [InlineData("average_revenue")]
    public void Mean_ChangesByNothingToTell_WhereThereWasNothing(string metric) => Assert.Null(Of(metric, 100, 0));

    [Fact]
    public void Change_IsMissing_WhereNoneWasAnswered() => Assert.Null(Of("visitors", null, 40));

    [Fact]
    public void Traits_AreThereForEveryMetric() => Assert.All(Enum.GetValues<Metric>(), metric => Assert.Equal(metric, MetricTraits.Of(MetricTraits.Of(metric).Name).Metric));

    [Fact]
    public async Task Table_TellsChanges_OfWhatWasAnswered()
    {
        _reader.Add("2026-09-09T08:00:00Z", 1, "/a", source: "Google");
        _reader.Add("2026-09-09T08:00:30Z", 1, "/b", source: "Google");
        _reader.Add("2026-09-09T08:00:00Z", 3, "/a", source: "Google");
        _reader.Add("2026-09-10T08:00:00Z", 1, "/a", source: "Google");
        _reader.Add("2026-09-10T08:01:00Z", 1, "/b", source: "Google");
        _reader.Add("2026-09-10T09:00:00Z", 2, "/a", source: "Bing");
        AnsweredTable compared = await TableAsync(""","include":{"comparisons":{"mode":"previous_period"}}""");
        AnsweredRow known = compared.Rows.Single(row => row.Values[0] == "Google"), unknown = compared.Rows.Single(row => row.Values[0] == "Bing");
        Assert.Equal([new(-33, false, false, ChangeMood.Bad), new(300, false, false, ChangeMood.Good), new(-50, true, false, ChangeMood.Good)], Changes(compared, known));
        Assert.Equal([new(100, false, true, ChangeMood.Good), null, null], Changes(compared, unknown));
        AnsweredTable alone = await TableAsync("");
        Assert.Equal([null, null, null], Changes(alone, alone.Rows[0]));
    }

    private static AnsweredChange? Of(string metric, double? by, double? before) => AnsweredChange.Of(MetricTraits.Of(metric), by, before);

    private static AnsweredChange?[] Changes(AnsweredTable table, AnsweredRow row) => [.. table.Metrics.Select((_, i) => table.ChangeOf(row, i))];

    private async Task<AnsweredTable> TableAsync(string include)
    {
        using ReportService service = Service();
        AnsweredTable? table = AnsweredTable.Read(await Ask(service, $$"""{"metrics":["pageviews","visit_duration","bounce_rate"],"date_range":"day","dimensions":["visit:source"]{{include}}}"""), out string? error);
        Assert.Null(error);
        return table!;
    }
}
