using GaOrleans.Core.Sites;

namespace GaOrleans.TestKit.Queries;

/// <summary>Local dates, found by looking at the clock.</summary>
public static class LocalDates
{
    private const long QuarterSeconds = 900;

    /// <summary>The date that a zone's clock shows.</summary>
    public static DateOnly At(ZoneRules zone, long ms) => DateOnly.FromDateTime(TimeAt(zone, ms));

    /// <summary>Date and time that a zone's clock shows.</summary>
    public static DateTime TimeAt(ZoneRules zone, long ms) => DateTime.UnixEpoch.AddSeconds(ms / 1000).AddSeconds(zone.OffsetAt(ms / 1000));

    /// <summary>The first instant at which a zone's clock shows a date or a later one, milliseconds. Clocks change on whole quarters.</summary>
    public static long StartOf(ZoneRules zone, DateOnly date)
    {
        long seconds = (long)(date.ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalSeconds - (16 * 3600);
        while (At(zone, seconds * 1000) < date) seconds += QuarterSeconds;
        return seconds * 1000;
    }
}
