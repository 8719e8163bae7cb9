using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports;

/// <summary>Reads the views of a site for one report and remembers the version of everything read.</summary>
internal sealed class ReportViews(IBucketReader reader, IReportCalculator calculator, int site, ZoneRules zone, int reachHours)
{
    private const long HourSeconds = 3600;

    private readonly List<ReadSpan> _spans = [];
    private SiteSymbols? _symbols;

    /// <summary>What was read.</summary>
    public IReadOnlyList<ReadSpan> Spans => _spans;

    /// <summary>Whether a visit went on further than visits are followed.</summary>
    public bool HasCutVisits { get; private set; }

    /// <summary>Reads hours. The version comes first, so that a change while reading makes the answer old, never wrongly current.</summary>
    public async ValueTask<IReadOnlyList<BucketView>> ReadAsync(long fromHour, long toHour, CancellationToken ct)
    {
        _spans.Add(new ReadSpan(fromHour, toHour, await reader.VersionOfAsync(site, fromHour, toHour, ct)));
        IReadOnlyList<BucketView> read = await reader.ReadAsync(site, fromHour, toHour, _symbols, ct);
        // What is read later has to share the symbols of what was read first, even when the site gets new ones in between.
        if (read.Count > 0) _symbols ??= read[0].Symbols;
        return read;
    }

    /// <summary>Adds the hours before and after that visits across the ends of a range reach into.</summary>
    /// <param name="views">Views of all buckets of the hours of the range, in order.</param>
    /// <param name="range">The range.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<BucketView>> WithReachAsync(IReadOnlyList<BucketView> views, TimeRange range, CancellationToken ct)
    {
        long from = FirstHour(range), to = EndHour(range);
        for (int reached = 0; calculator.MayReachBefore(views, Loaded(from, to), range); reached += NextStep(reached))
        {
            if (IsFarEnough(reached)) break;
            long earlier = zone.HourStart(from - (NextStep(reached) * HourSeconds));
            IReadOnlyList<BucketView> read = await ReadAsync(FirstKey(earlier), FirstKey(from), ct);
            if (read.Count > 0) views = [.. read, .. views];
            from = earlier;
        }

        for (int reached = 0; calculator.MayReachAfter(views, Loaded(from, to), range); reached += NextStep(reached))
        {
            if (IsFarEnough(reached)) break;
            long later = zone.HourEnd(zone.HourStart(to + (NextStep(reached) * HourSeconds) - 1));
            IReadOnlyList<BucketView> read = await ReadAsync(to, later, ct);
            if (read.Count > 0) views = [.. views, .. read];
            to = later;
        }

        return views;
    }

    /// <summary>
    /// From which bucket on to read for all rows from an hour on. Buckets made while the site had another time zone start at other minutes:
    /// one that starts less than an hour before reaches into the hour.
    /// </summary>
    public static long FirstKey(long hour) => hour - (HourSeconds - 1);

    /// <summary>Start of the hour in which a range begins, seconds.</summary>
    public long FirstHour(TimeRange range) => zone.HourStart(FloorSeconds(range.FromMs));

    /// <summary>End of the hour in which a range ends, seconds.</summary>
    public long EndHour(TimeRange range) => zone.HourEnd(zone.HourStart(FloorSeconds(range.ToMs - 1)));

    /// <summary>The local midnight after an instant, milliseconds.</summary>
    public long NextDay(long ms)
    {
        long seconds = FloorSeconds(ms);
        long local = seconds + zone.OffsetAt(seconds);
        // Where a zone crossed the date line, the next midnight is the one after.
        for (long day = Math.DivRem(local, 86_400L).Quotient + (local < 0 ? 0 : 1); ; day++)
        {
            long next = zone.FromLocal(day * 86_400) * 1000;
            if (next > ms) return next;
        }
    }

    // As many hours again as before, so that a visit of weeks takes few steps and no visit more than twice its length.
    private int NextStep(int reached) => Math.Min(Math.Max(1, reached), reachHours - reached);

    private bool IsFarEnough(int reached)
    {
        HasCutVisits |= reached >= reachHours;
        return reached >= reachHours;
    }

    private static TimeRange Loaded(long fromHour, long toHour) => new(fromHour * 1000, toHour * 1000);

    private static long FloorSeconds(long ms) => ms >= 0 ? ms / 1000 : (ms - 999) / 1000;
}
