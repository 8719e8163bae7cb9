using System.Globalization;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;

namespace GaOrleans.TestKit.Histories;

/// <summary>Makes the slots of a time dimension by walking through the range a second at a time where needed; for tests.</summary>
public static class SlotMaking
{
    /// <summary>The slots of a range.</summary>
    public static TimeSlots Make(DimensionKind kind, TimeRange range, ZoneRules zone)
    {
        var starts = new List<long>();
        var labels = new List<string>();
        var labelOf = new List<int>();
        for (long ms = range.FromMs; ms < range.ToMs; ms = NextEdge(kind, ms, zone))
        {
            string label = Label(kind, ms, zone);
            int known = labels.IndexOf(label);
            if (known < 0)
            {
                known = labels.Count;
                labels.Add(label);
            }

            starts.Add(ms);
            labelOf.Add(known);
        }

        return new TimeSlots(kind, [.. starts], range.ToMs, [.. labelOf], [.. labels]);
    }

    private static long NextEdge(DimensionKind kind, long ms, ZoneRules zone)
    {
        long seconds = ms / 1000;
        if (kind == DimensionKind.TimeMinute) return ((seconds / 60) + 1) * 60_000;
        long edge = zone.HourEnd(zone.HourStart(seconds));
        while (kind != DimensionKind.TimeHour && Label(kind, edge * 1000, zone) == Label(kind, ms, zone)) edge = zone.HourEnd(edge);
        return edge * 1000;
    }

    private static string Label(DimensionKind kind, long ms, ZoneRules zone)
    {
        long seconds = ms / 1000;
        DateTime local = DateTime.UnixEpoch.AddSeconds(seconds + zone.OffsetAt(seconds));
        return kind switch
        {
            DimensionKind.TimeMinute => local.ToString("yyyy-MM-dd HH:mm:00", CultureInfo.InvariantCulture),
            DimensionKind.TimeHour => local.ToString("yyyy-MM-dd HH:00:00", CultureInfo.InvariantCulture),
            DimensionKind.TimeDay => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DimensionKind.TimeWeek => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => local.ToString("yyyy-MM-01", CultureInfo.InvariantCulture),
        };
    }
}
