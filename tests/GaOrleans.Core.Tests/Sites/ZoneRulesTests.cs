using GaOrleans.Core.Sites;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Core.Tests.Sites;

public class ZoneRulesTests
{
    [Theory]
    [InlineData("Asia/Kathmandu", "2026-03-10T10:20:00Z", "2026-03-10T10:15:00Z", "2026-03-10T11:15:00Z")]
    [InlineData("Asia/Tehran", "2026-03-10T10:20:00Z", "2026-03-10T09:30:00Z", "2026-03-10T10:30:00Z")]
    [InlineData("Asia/Kolkata", "1969-12-31T23:59:59Z", "1969-12-31T23:30:00Z", "1970-01-01T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z")]
    public void HourStart_IsTheLocalHour(string zone, string instant, string start, string end)
    {
        ZoneRules rules = Zone(zone);

        Assert.Equal(Seconds(start), rules.HourStart(Seconds(instant)));
        Assert.Equal(Seconds(end), rules.HourEnd(Seconds(start)));
    }

    // Lord Howe moves its clock by half an hour: on 2026-04-05 from 02:00 (+11) back to 01:30 (+10:30), on 2026-10-04 from 02:00 (+10:30) on to 02:30 (+11).
    [Theory]
    [InlineData("2026-04-04T14:50:00Z", "2026-04-04T14:00:00Z", "2026-04-04T15:00:00Z")]
    [InlineData("2026-04-04T15:10:00Z", "2026-04-04T15:00:00Z", "2026-04-04T15:30:00Z")]
    [InlineData("2026-10-03T15:40:00Z", "2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z")]
    public void HourStart_CutsAtAChangeInsideAnHour(string instant, string start, string end)
    {
        ZoneRules rules = Zone("Australia/Lord_Howe");

        Assert.Equal(Seconds(start), rules.HourStart(Seconds(instant)));
        Assert.Equal(Seconds(end), rules.HourEnd(Seconds(start)));
    }

    [Fact]
    public void HourStart_KnowsOffsetsWithSeconds_BeforeAndAfterTheirChange()
    {
        // Amsterdam kept +00:19:32 until 1937-07-01, then +00:20.
        var rules = new ZoneRules("Test/Amsterdam", [long.MinValue, -1_025_740_772], [1172, 1200]);
        long change = -1_025_740_772;

        Assert.Equal(1172, rules.OffsetAt(change - 1));
        Assert.Equal(1200, rules.OffsetAt(change));
        Assert.Equal(0, (rules.HourStart(change - 4000) + 1172) % 3600);
        Assert.Equal(change, rules.HourStart(change));
        Assert.Equal(0, (rules.HourEnd(change) + 1200) % 3600);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/St_Johns")]
    [InlineData("Europe/Amsterdam")]
    public void Hours_TileTime_WithoutGapOrOverlap(string zone)
    {
        ZoneRules rules = Zone(zone);
        foreach (string from in new[] { "1936-12-01T00:00:00Z", "1986-01-01T00:00:00Z", "2026-01-01T00:00:00Z" })
        {
            long hour = rules.HourStart(Seconds(from));
            for (int i = 0; i < 9000; i++)
            {
                long end = rules.HourEnd(hour);
                Assert.InRange(end - hour, 1, 3600);
                Assert.Equal(hour, rules.HourStart(end - 1));
                Assert.Equal(end, rules.HourStart(end));
                Assert.Equal(rules.OffsetAt(hour), rules.OffsetAt(end - 1));
                hour = end;
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-07-01T12:00:00Z", "2026-07-01T10:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45:00Z", "2026-04-04T14:45:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00:00Z", "2011-12-30T10:00:00Z")]
    public void FromLocal_TakesTheFirstOfTwo_AndTheChangeForASkippedTime(string zone, string local, string instant) =>
        Assert.Equal(Seconds(instant), Zone(zone).FromLocal(Seconds(local)));

    [Fact]
    public void ZoneRules_RefusesArraysThatDoNotFit()
    {
        Assert.Throws<ArgumentException>(() => new ZoneRules("Test/A", [0], [0]));
        Assert.Throws<ArgumentException>(() => new ZoneRules("Test/B", [long.MinValue], [0, 1]));
    }

    [Fact]
    public void BucketKeys_AreOrderedBySiteHourShard()
    {
        BucketKey[] keys = [new(1, 2, 3), new(1, 2, 4), new(1, 3, 0), new(2, 0, 0)];

        Assert.Equal(keys, keys.Reverse().Order());
    }

    private static ZoneRules Zone(string name) => Zones.TryFind(name, out ZoneRules? rules) ? rules : throw new ArgumentException("no such zone", nameof(name));

    private static long Seconds(string instant) => DateTimeOffset.Parse(instant).ToUnixTimeSeconds();
}
