namespace GaOrleans.Core.Sites;

/// <summary>
/// The offsets of one time zone through history, as plain data: interval i holds from <c>starts[i]</c> (inclusive) to <c>starts[i + 1]</c>.
/// Immutable and safe for concurrent use. The engine makes it from the IANA database; Core only calculates with it.
/// </summary>
public sealed class ZoneRules
{
    private readonly long[] _starts;
    private readonly int[] _offsets;

    /// <summary>Makes the rules of a zone.</summary>
    /// <param name="id">The IANA name, such as <c>Asia/Kathmandu</c>.</param>
    /// <param name="startsSeconds">Ascending instants in seconds since 1970 UTC; the first is <see cref="long.MinValue"/>.</param>
    /// <param name="offsetsSeconds">Local time minus UTC in seconds, one for each start.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public ZoneRules(string id, long[] startsSeconds, int[] offsetsSeconds)
    {
        if (startsSeconds.Length == 0 || startsSeconds.Length != offsetsSeconds.Length || startsSeconds[0] != long.MinValue)
            throw new ArgumentException($"cannot make the zone {id}: it needs as many offsets as starts, the first start being the beginning of time", nameof(startsSeconds));
        Id = id;
        _starts = startsSeconds;
        _offsets = offsetsSeconds;
    }

    /// <summary>UTC itself.</summary>
    public static ZoneRules Utc { get; } = new("Etc/UTC", [long.MinValue], [0]);

    /// <summary>The IANA name.</summary>
    public string Id { get; }

    /// <summary>Local time minus UTC at an instant, in seconds.</summary>
    /// <param name="utcSeconds">Seconds since 1970 UTC.</param>
    public int OffsetAt(long utcSeconds) => _offsets[IntervalOf(utcSeconds)];

    /// <summary>
    /// The instant at which the local hour that holds <paramref name="utcSeconds"/> began: the later of the last full hour on the local clock
    /// and the last change of offset. An hour that the clock repeats is therefore two hours, and no hour holds a change of offset inside.
    /// </summary>
    /// <param name="utcSeconds">Seconds since 1970 UTC.</param>
    public long HourStart(long utcSeconds)
    {
        int interval = IntervalOf(utcSeconds);
        long intoHour = (utcSeconds + _offsets[interval]) % 3600;
        if (intoHour < 0) intoHour += 3600;
        return Math.Max(utcSeconds - intoHour, _starts[interval]);
    }

    /// <summary>The first instant after <paramref name="hourStart"/> that belongs to another local hour; at most 3600 seconds later.</summary>
    /// <param name="hourStart">The start of a local hour as <see cref="HourStart"/> gives it.</param>
    public long HourEnd(long hourStart)
    {
        int interval = IntervalOf(hourStart);
        long intoHour = (hourStart + _offsets[interval]) % 3600;
        if (intoHour < 0) intoHour += 3600;
        long end = hourStart + 3600 - intoHour;
        return interval + 1 < _starts.Length ? Math.Min(end, _starts[interval + 1]) : end;
    }

    /// <summary>
    /// The instant at which a local time is reached: the first of two when the clock repeats it; the instant of the change when the clock skips it.
    /// </summary>
    /// <param name="localSeconds">Local time as seconds since 1970 as if it were UTC.</param>
    public long FromLocal(long localSeconds)
    {
        // Offsets lie within a day, so the interval of two days before is at or before the one looked for.
        for (int i = IntervalOf(localSeconds - 2 * 86_400); ; i++)
        {
            long candidate = localSeconds - _offsets[i];
            bool last = i + 1 == _starts.Length;
            if (candidate < _starts[i]) return _starts[i];
            if (last || candidate < _starts[i + 1]) return candidate;
        }
    }

    private int IntervalOf(long utcSeconds)
    {
        int low = 0, high = _starts.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_starts[middle] <= utcSeconds) low = middle; else high = middle - 1;
        }
        return low;
    }
}
