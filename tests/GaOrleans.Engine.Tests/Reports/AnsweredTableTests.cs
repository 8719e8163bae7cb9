using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Tests.Reports;

public sealed class AnsweredTableTests : ReportServiceFixture
{
    [Fact]
    public async Task Table_HasRowsNumbersAndChanges_OfAComparedAnswer()
    {
        _reader.Add("2026-09-09T08:00:00Z", 1, "/a", source: "Google");
        _reader.Add("2026-09-10T08:00:00Z", 1, "/a", source: "Google");
        _reader.Add("2026-09-10T09:00:00Z", 2, "/a", source: "Google");
        using ReportService service = Service();
        AnsweredTable? table = AnsweredTable.Read(await Ask(service,
            """{"metrics":["pageviews","visitors"],"date_range":"day","dimensions":["visit:source"],"include":{"comparisons":{"mode":"previous_period"},"total_rows":true}}"""), out string? error);
        Assert.Null(error);
        AnsweredRow row = Assert.Single(table!.Rows);
        Assert.Equal((1, -1), (table.IndexOf("visitors"), table.IndexOf("visits")));
        Assert.Equal(("Google", 2d, 1d, 100d), (row.Values[0], row.Numbers[1].Value, row.Compared![1].Value, row.Changes![1]));
        Assert.Equal(("2026-09-10T00:00:00+02:00", "2026-09-09T00:00:00+02:00"), (table.From, table.ComparedFrom));
        Assert.Equal((1L, 0d, false), (table.Meta.TotalRows, table.Meta.VisitorsErrorPercent, table.Meta.HasOtherRows));
    }

    [Fact]
    public async Task Table_HasLabelsAndNulls_WhereThereIsNothing()
    {
        _reader.Add("2026-09-10T08:00:00Z", 1, "/a");
        using ReportService service = Service();
        AnsweredTable table = AnsweredTable.Read(await Ask(service,
            """{"metrics":["total_revenue","visitors"],"date_range":"day","dimensions":["time:hour"],"include":{"time_labels":true}}"""), out _)!;
        Assert.Null(Assert.Single(table.Rows).Numbers[0].Value);
        Assert.Single(table.Meta.Warnings);
        Assert.Equal(["time:hour"], table.Dimensions);
        Assert.Equal("2026-09-10 00:00:00", table.Meta.TimeLabels[0]);
        Assert.Null(table.ComparedTo);
    }

    [Fact]
    public async Task Table_IsNull_WhenTheQueryWasRefused()
    {
        using ReportService service = Service();
        Assert.Null(AnsweredTable.Read(await Ask(service, """{"metrics":["baa"],"date_range":"day"}"""), out string? error));
        Assert.Equal("#/metrics/0: Invalid metric \"baa\"", error);
    }
}
