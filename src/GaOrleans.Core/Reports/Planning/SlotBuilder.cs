using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>Cuts a range into the slots of a time dimension, in the site's zone.</summary>
internal sealed class SlotBuilder
{
    private readonly List<long> _starts = [];
    private readonly List<int> _labelOf = [];
    private readonly List<string> _labels = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    private SlotBuilder()
    {
    }

    /// <summary>The step that <c>time</c> stands for: hours up to two days, days up to three months (92 days), months beyond.</summary>
    public static DimensionKind StepFor(TimeRange range, LocalCalendar calendar)
    {
        // Local clocks, so that two days with a change of the clock are still two days.
        TimeSpan length = calendar.LocalTimeAt(range.ToMs) - calendar.LocalTimeAt(range.FromMs);
        if (length <= TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1)) return DimensionKind.TimeHour;
        return length <= TimeSpan.FromDays(92) ? DimensionKind.TimeDay : DimensionKind.TimeMonth;
    }

    /// <summary>Builds the slots, or null when there would be more than <see cref="QueryLimits.TimeSlots"/>.</summary>
    public static TimeSlots? Build(DimensionKind kind, TimeRange range, ZoneRules zone)
    {
        long stepMs = kind switch
        {
            DimensionKind.TimeMinute => 60_000L,
            DimensionKind.TimeHour => 3_600_000L,
            DimensionKind.TimeDay => 86_400_000L,
            DimensionKind.TimeWeek => 7 * 86_400_000L,
            _ => 28 * 86_400_000L,
        };
        if ((range.ToMs - range.FromMs) / stepMs > QueryLimits.TimeSlots) return null;
        var builder = new SlotBuilder();
        var calendar = new LocalCalendar(zone);
        if (kind is DimensionKind.TimeMinute or DimensionKind.TimeHour) builder.AddClockSlots(kind, range, calendar);
        else builder.AddDaySlots(kind, range, calendar);
        return new TimeSlots(kind, [.. builder._starts], range.ToMs, [.. builder._labelOf], [.. builder._labels]);
    }

    private void AddClockSlots(DimensionKind kind, TimeRange range, LocalCalendar calendar)
    {
        ZoneRules zone = calendar.Zone;
        for (long ms = range.FromMs; ms < range.ToMs;)
        {
            long seconds = LocalCalendar.SecondsOf(ms);
            long end = zone.HourEnd(zone.HourStart(seconds));
            DateTime local = calendar.LocalTimeAt(ms);
            if (kind == DimensionKind.TimeMinute)
            {
                Add(ms, local.ToString("yyyy-MM-dd HH:mm:00"));
                end = Math.Min(end, seconds + 60 - local.Second);
            }
            else
            {
                Add(ms, local.ToString("yyyy-MM-dd HH:00:00"));
            }

            ms = end * 1000;
        }
    }

    private void AddDaySlots(DimensionKind kind, TimeRange range, LocalCalendar calendar)
    {
        DateOnly day = calendar.DateAt(range.FromMs);
        for (long ms = range.FromMs; ms < range.ToMs;)
        {
            DateOnly next = NextSlot(kind, day);
            long end = calendar.StartOf(next);
            // Where a zone crossed the date line a whole day was skipped; it has no slot.
            if (end > ms)
            {
                DateOnly label = kind == DimensionKind.TimeMonth ? new DateOnly(day.Year, day.Month, 1) : day;
                Add(ms, label.ToString("yyyy-MM-dd"));
                ms = end;
            }

            day = next;
        }
    }

    private static DateOnly NextSlot(DimensionKind kind, DateOnly day) => kind switch
    {
        DimensionKind.TimeDay => day.AddDays(1),
        DimensionKind.TimeWeek => day.AddDays(day.DayOfWeek == DayOfWeek.Sunday ? 1 : 8 - (int)day.DayOfWeek),
        _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
    };

    private void Add(long startMs, string label)
    {
        if (!_known.TryGetValue(label, out int index))
        {
            index = _labels.Count;
            _known.Add(label, index);
            _labels.Add(label);
        }

        _starts.Add(startMs);
        _labelOf.Add(index);
    }
}
