using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports;

/// <summary>Reads the views of a site for one report and remembers the version of everything read.</summary>
internal sealed class ReportViews(IBucketReader reader, IReportCalculator calculator, int site, ZoneRules zone, int reachHours)
{
    private readonly List<ReadSpan> _spans = [];

    /// <summary>What was read.</summary>
    public IReadOnlyList<ReadSpan> Spans => _spans;

    /// <summary>Reads hours. The version comes first, so that a change while reading makes the answer old, never wrongly current.</summary>
    public async ValueTask<IReadOnlyList<BucketView>> ReadAsync(long fromHour, long toHour, CancellationToken ct)
    {
        _spans.Add(new ReadSpan(fromHour, toHour, reader.VersionOf(site, fromHour, toHour)));
        return await reader.ReadAsync(site, fromHour, toHour, ct);
    }

    /// <summary>Adds the hours before and after that visits across the ends of a range reach into.</summary>
    /// <param name="views">Views of all buckets of the hours of the range, in order.</param>
    /// <param name="range">The range.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<BucketView>> WithReachAsync(IReadOnlyList<BucketView> views, TimeRange range, CancellationToken ct)
    {
        long from = FirstHour(range), to = EndHour(range);
        for (int hours = 0; hours < reachHours && calculator.MayReachBefore(views, Loaded(from, to), range); hours++)
        {
            long earlier = zone.HourStart(from - 1);
            IReadOnlyList<BucketView> read = await ReadAsync(earlier, from, ct);
            if (read.Count > 0) views = [.. read, .. views];
            from = earlier;
        }

        for (int hours = 0; hours < reachHours && calculator.MayReachAfter(views, Loaded(from, to), range); hours++)
        {
            long later = zone.HourEnd(to);
            IReadOnlyList<BucketView> read = await ReadAsync(to, later, ct);
            if (read.Count > 0) views = [.. views, .. read];
            to = later;
        }

        return views;
    }

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

    private static TimeRange Loaded(long fromHour, long toHour) => new(fromHour * 1000, toHour * 1000);

    private static long FloorSeconds(long ms) => ms >= 0 ? ms / 1000 : (ms - 999) / 1000;
}
