using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>Days and labels of a site's zone. Days follow each other without a gap: where midnight happens twice, the day starts at the first.</summary>
public readonly struct LocalCalendar(ZoneRules zone)
{
    /// <summary>The zone.</summary>
    public ZoneRules Zone => zone;

    /// <summary>The local date at an instant.</summary>
    public DateOnly DateAt(long ms) => DateOnly.FromDateTime(LocalTimeAt(ms));

    /// <summary>What the local clock shows at an instant.</summary>
    public DateTime LocalTimeAt(long ms)
    {
        long seconds = SecondsOf(ms);
        return DateTime.UnixEpoch.AddSeconds(seconds + zone.OffsetAt(seconds));
    }

    /// <summary>The instant at which a day starts, in milliseconds.</summary>
    public long StartOf(DateOnly day) => zone.FromLocal((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L) * 1000;

    /// <summary>The instant at which the local clock shows a time, in milliseconds.</summary>
    public long InstantOf(DateTime local) => zone.FromLocal((long)Math.Floor((local - DateTime.UnixEpoch).TotalSeconds)) * 1000 + local.Millisecond;

    /// <summary>An instant as ISO-8601 with the zone's offset, in whole seconds.</summary>
    public string Iso(long ms)
    {
        int offset = zone.OffsetAt(SecondsOf(ms));
        if (offset == 0) return $"{LocalTimeAt(ms):yyyy-MM-ddTHH:mm:ss}Z";
        int minutes = Math.Abs(offset) / 60;
        return $"{LocalTimeAt(ms):yyyy-MM-ddTHH:mm:ss}{(offset < 0 ? '-' : '+')}{minutes / 60:00}:{minutes % 60:00}";
    }

    /// <summary>Whole seconds, rounded down.</summary>
    public static long SecondsOf(long ms) => ms >= 0 ? ms / 1000 : (ms - 999) / 1000;
}
