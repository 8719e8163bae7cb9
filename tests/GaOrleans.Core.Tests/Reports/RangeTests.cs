using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Tests.Reports;

public class RangeTests
{
    [Theory]
    // Ordinary days.
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"day\"", "2021-05-05T00:00:00Z", "2021-05-06T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"7d\"", "2021-04-28T00:00:00Z", "2021-05-05T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"10d\"", "2021-04-25T00:00:00Z", "2021-05-05T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"28d\"", "2021-04-07T00:00:00Z", "2021-05-05T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"30d\"", "2021-04-05T00:00:00Z", "2021-05-05T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"91d\"", "2021-02-03T00:00:00Z", "2021-05-05T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"month\"", "2021-05-01T00:00:00Z", "2021-05-06T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"3mo\"", "2021-02-01T00:00:00Z", "2021-05-01T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"6mo\"", "2020-11-01T00:00:00Z", "2021-05-01T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"12mo\"", "2020-05-01T00:00:00Z", "2021-05-01T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"year\"", "2021-01-01T00:00:00Z", "2021-05-06T00:00:00Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00.700Z", "\"24h\"", "2021-05-04T12:30:00Z", "2021-05-05T12:30:01Z")]
    [InlineData("Etc/UTC", "2021-05-05T12:30:00Z", "\"all\"", "2020-03-01T00:00:00Z", "2021-05-06T00:00:00Z")]
    // The zone decides what today is.
    [InlineData("Asia/Kathmandu", "2021-05-05T18:10:00Z", "\"day\"", "2021-05-05T00:00:00+05:45", "2021-05-06T00:00:00+05:45")]
    [InlineData("America/Los_Angeles", "2021-05-05T05:00:00Z", "\"day\"", "2021-05-04T00:00:00-07:00", "2021-05-05T00:00:00-07:00")]
    // Days of 23 and of 25 hours.
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "\"day\"", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "\"day\"", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00")]
    [InlineData("Europe/Berlin", "2026-11-02T12:00:00Z", "\"28d\"", "2026-10-05T00:00:00+02:00", "2026-11-02T00:00:00+01:00")]
    [InlineData("Europe/Berlin", "2026-05-02T12:00:00Z", "\"6mo\"", "2025-11-01T00:00:00+01:00", "2026-05-01T00:00:00+02:00")]
    // Midnight that does not happen, and midnight that happens twice.
    [InlineData("America/Santiago", "2022-09-20T12:00:00Z", "[\"2022-09-11\",\"2022-09-11\"]", "2022-09-11T04:00:00Z", "2022-09-12T03:00:00Z")]
    [InlineData("America/Havana", "2023-11-20T12:00:00Z", "[\"2023-11-05\",\"2023-11-05\"]", "2023-11-05T04:00:00Z", "2023-11-06T05:00:00Z")]
    [InlineData("Asia/Tehran", "2022-03-25T12:00:00Z", "[\"2022-03-22\",\"2022-03-22\"]", "2022-03-22T00:00:00+03:30", "2022-03-23T00:00:00+04:30")]
    // A day that a zone left out.
    [InlineData("Pacific/Apia", "2012-01-05T12:00:00Z", "[\"2011-12-29\",\"2011-12-31\"]", "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z")]
    [InlineData("Europe/Berlin", "2024-09-01T12:00:00Z", "[\"2024-08-29T07:12:34-07:00\",\"2024-08-29T10:12:34-07:00\"]", "2024-08-29T14:12:34Z", "2024-08-29T17:12:35Z")]
    public void Range_CoversWhatItsWordsSay_InTheSitesZone(string zone, string now, string range, string from, string to)
    {
        PlannedReport plan = Asked.Plan(Asked.With($"\"date_range\":{range}"), Asked.Context(zone, now, "2020-03-01T05:00:00Z"));
        Assert.Equal((Asked.Ms(from), Asked.Ms(to)), (plan.Range.Range.FromMs, plan.Range.Range.ToMs));
    }

    [Fact]
    public void Range_OfAll_IsToday_WhenThereIsNoHit() =>
        Assert.Equal(Asked.Ms("2021-05-05T00:00:00Z"), Asked.Plan(Asked.With("\"filters\":[]"), Asked.Context("Etc/UTC", "2021-05-05T12:30:00Z")).Range.Range.FromMs);

    [Fact]
    public void Range_CountsFromTheDateGiven_WhenThereIsOne()
    {
        PlannedReport plan = Asked.Plan(Asked.With("\"date_range\":\"7d\",\"date\":\"2020-01-10\""), Asked.Context("Etc/UTC", "2021-05-05T12:30:00Z"));
        Assert.Equal((Asked.Ms("2020-01-03T00:00:00Z"), Asked.Ms("2020-01-10T00:00:00Z")), (plan.Range.Range.FromMs, plan.Range.Range.ToMs));
    }

    [Theory]
    [InlineData("Europe/Berlin", "\"7d\"", "2026-09-11T00:00:00+02:00")]
    [InlineData("Europe/Berlin", "\"24h\"", "2026-09-10T12:00:01Z")]
    public void Range_SaysWhenItWillMeanAnother(string zone, string range, string until)
    {
        PlannedReport plan = Asked.Plan(Asked.With($"\"date_range\":{range}"), Asked.Context(zone, "2026-09-10T12:00:00Z"));
        Assert.Equal(Asked.Ms(until), plan.ValidUntilMs);
    }

    [Theory]
    [InlineData("\"day\"", DimensionKind.TimeHour)]
    [InlineData("\"24h\"", DimensionKind.TimeHour)]
    [InlineData("\"2d\"", DimensionKind.TimeHour)]
    [InlineData("\"3d\"", DimensionKind.TimeDay)]
    [InlineData("\"91d\"", DimensionKind.TimeDay)]
    [InlineData("[\"2026-07-01\",\"2026-09-30\"]", DimensionKind.TimeDay)]
    [InlineData("[\"2026-07-01\",\"2026-10-01\"]", DimensionKind.TimeMonth)]
    [InlineData("[\"2026-10-24\",\"2026-10-25\"]", DimensionKind.TimeHour)]
    [InlineData("\"12mo\"", DimensionKind.TimeMonth)]
    public void Time_PicksTheStep_ByTheLengthOfTheRange(string range, DimensionKind step)
    {
        PlannedReport plan = Asked.Plan(Asked.With($"\"date_range\":{range},\"dimensions\":[\"time\"]"), Asked.Context("Europe/Berlin", "2026-09-10T12:00:00Z"));
        Assert.Equal(step, plan.Query.Dimensions[0].Kind);
        Assert.Equal(step, plan.Tables.Main.Slots!.Kind);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-09-10", "2026-09-10", "time:hour", 24, "2026-09-10 00:00:00", "2026-09-10 23:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29", "time:hour", 23, "2026-03-29 00:00:00", "2026-03-29 23:00:00")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-25", "time:hour", 24, "2026-10-25 00:00:00", "2026-10-25 23:00:00")]
    [InlineData("Asia/Kathmandu", "2026-09-10", "2026-09-10", "time:minute", 1440, "2026-09-10 00:00:00", "2026-09-10 23:59:00")]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-30", "time:day", 3, "2026-03-28", "2026-03-30")]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-31", "time:day", 2, "2011-12-29", "2011-12-31")]
    [InlineData("Etc/UTC", "2026-09-09", "2026-09-22", "time:week", 3, "2026-09-09", "2026-09-21")]
    [InlineData("Etc/UTC", "2026-09-07", "2026-09-20", "time:week", 2, "2026-09-07", "2026-09-14")]
    [InlineData("Etc/UTC", "2026-01-15", "2026-03-02", "time:month", 3, "2026-01-01", "2026-03-01")]
    public void Slots_AreLabelled_AsTheLocalClockSays(string zone, string first, string last, string dimension, int count, string firstLabel, string lastLabel)
    {
        string json = Asked.With($"\"date_range\":[\"{first}\",\"{last}\"],\"dimensions\":[\"{dimension}\"]");
        TimeSlots slots = Asked.Plan(json, Asked.Context(zone, "2026-12-01T12:00:00Z")).Tables.Main.Slots!;
        Assert.Equal((count, firstLabel, lastLabel), (slots.Labels.Length, slots.Labels[0], slots.Labels[^1]));
    }

    [Fact]
    public void Slots_ShareALabel_WhenTheClockRepeatsAnHour()
    {
        string json = Asked.With("\"date_range\":[\"2026-10-25\",\"2026-10-25\"],\"dimensions\":[\"time:hour\"]");
        TimeSlots slots = Asked.Plan(json, Asked.Context("Europe/Berlin", "2026-12-01T12:00:00Z")).Tables.Main.Slots!;
        Assert.Equal(25, slots.StartsMs.Length);
        Assert.Equal([0, 1, 2, 2, 3], slots.LabelOf[..5]);
        Assert.Equal("2026-10-25 02:00:00", slots.Labels[2]);
        Assert.DoesNotContain("2026-03-29 02:00:00", Labels("2026-03-29"));
    }

    // What must hold of slots whatever the zone: in order, without gaps, each label a slot's.
    [Theory]
    [InlineData("Australia/Lord_Howe", "2026-04-04", "2026-04-06")]
    [InlineData("Antarctica/Troll", "2026-10-24", "2026-10-26")]
    [InlineData("Africa/Casablanca", "2026-02-10", "2026-03-30")]
    [InlineData("America/St_Johns", "2005-10-29", "2005-10-31")]
    [InlineData("Pacific/Apia", "2011-12-28", "2012-01-02")]
    [InlineData("America/Havana", "2023-11-04", "2023-11-06")]
    public void Slots_CoverTheRange_InOrder(string zone, string first, string last)
    {
        foreach (string dimension in new[] { "time:hour", "time:day", "time:week", "time:month" })
        {
            PlannedReport plan = Asked.Plan(Asked.With($"\"date_range\":[\"{first}\",\"{last}\"],\"dimensions\":[\"{dimension}\"]"), Asked.Context(zone, "2026-12-01T12:00:00Z"));
            TimeSlots slots = plan.Tables.Main.Slots!;
            Assert.Equal(plan.Range.Range.FromMs, slots.StartsMs[0]);
            Assert.Equal(plan.Range.Range.ToMs, slots.EndMs);
            for (int i = 1; i < slots.StartsMs.Length; i++) Assert.True(slots.StartsMs[i] > slots.StartsMs[i - 1]);
            Assert.True(slots.StartsMs[^1] < slots.EndMs);
            Assert.Equal(slots.StartsMs.Length, slots.LabelOf.Length);
            Assert.Equal(Enumerable.Range(0, slots.Labels.Length), slots.LabelOf.Distinct().Order());
            Assert.Equal(slots.Labels.Length, slots.Labels.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public void Plan_IsRefused_WhenItWouldHaveTooManySlots()
    {
        string json = Asked.With("\"date_range\":[\"2026-01-01\",\"2026-12-31\"],\"dimensions\":[\"time:minute\"]");
        Assert.Null(ReportPlanner.Plan(Asked.Query(json), Asked.Context("Etc/UTC", "2026-12-01T12:00:00Z"), out string? error));
        Assert.Equal("Invalid dimensions. The date range has more than 50000 steps of `time:minute`.", error);
    }

    [Theory]
    [InlineData("\"7d\"", "{\"mode\":\"previous_period\"}", "2026-08-27T00:00:00Z", "2026-09-03T00:00:00Z")]
    [InlineData("\"month\"", "{\"mode\":\"previous_period\"}", "2026-08-22T00:00:00Z", "2026-09-01T00:00:00Z")]
    [InlineData("\"day\"", "{\"mode\":\"previous_period\"}", "2026-09-09T00:00:00Z", "2026-09-10T00:00:00Z")]
    [InlineData("\"24h\"", "{\"mode\":\"previous_period\"}", "2026-09-08T11:59:59Z", "2026-09-09T12:00:00Z")]
    [InlineData("[\"2026-09-01\",\"2026-09-30\"]", "{\"mode\":\"previous_period\"}", "2026-08-22T00:00:00Z", "2026-09-01T00:00:00Z")]
    [InlineData("\"7d\"", "{\"mode\":\"year_over_year\"}", "2025-09-03T00:00:00Z", "2025-09-10T00:00:00Z")]
    [InlineData("\"7d\"", "{\"mode\":\"year_over_year\",\"match_day_of_week\":true}", "2025-09-04T00:00:00Z", "2025-09-11T00:00:00Z")]
    [InlineData("\"30d\"", "{\"mode\":\"previous_period\",\"match_day_of_week\":true}", "2026-07-14T00:00:00Z", "2026-08-13T00:00:00Z")]
    [InlineData("\"day\"", "{\"mode\":\"previous_period\",\"match_day_of_week\":true}", "2026-09-03T00:00:00Z", "2026-09-04T00:00:00Z")]
    [InlineData("\"7d\"", "{\"mode\":\"custom\",\"date_range\":[\"2026-01-01\",\"2026-01-03\"]}", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z")]
    [InlineData("\"7d\"", "{\"mode\":\"custom\",\"date_range\":[\"2026-01-01T03:00:00Z\",\"2026-01-02T02:59:59Z\"]}", "2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z")]
    [InlineData("[\"2026-09-09T06:00:00Z\",\"2026-09-09T11:59:59Z\"]", "{\"mode\":\"year_over_year\"}", "2025-09-09T06:00:00Z", "2025-09-09T12:00:00Z")]
    public void Comparison_IsWithTheRangeThatItsModeSays(string range, string comparison, string from, string to)
    {
        string json = Asked.With($"\"date_range\":{range},\"include\":{{\"comparisons\":{comparison}}}");
        TimeRange other = Asked.Plan(json, Asked.Context("Etc/UTC", "2026-09-10T12:00:00Z")).Comparison!.Main.Range;
        Assert.Equal((from, to), (Iso(other.FromMs), Iso(other.ToMs)));
    }

    private static string Iso(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-ddTHH:mm:ssZ");

    private static string[] Labels(string day) =>
        Asked.Plan(Asked.With($"\"date_range\":[\"{day}\",\"{day}\"],\"dimensions\":[\"time:hour\"]"), Asked.Context("Europe/Berlin", "2026-12-01T12:00:00Z")).Tables.Main.Slots!.Labels;
}
