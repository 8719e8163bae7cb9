using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>Turns date ranges into instants, as API.md defines them.</summary>
internal static class RangeResolver
{
    /// <summary>Resolves a range.</summary>
    public static ResolvedRange Resolve(DateRangeSpec spec, DateOnly? relativeDate, in PlanContext context)
    {
        var calendar = new LocalCalendar(context.Zone);
        DateOnly today = calendar.DateAt(context.NowMs);
        long tomorrow = calendar.StartOf(today.AddDays(1));
        DateOnly day = relativeDate ?? today;
        long changes = relativeDate is null ? tomorrow : long.MaxValue;
        switch (spec)
        {
            case DateRangeSpec.Dates dates:
                return Days(calendar, dates.First, dates.Last, long.MaxValue);
            case DateRangeSpec.Instants instants:
                long from = LocalCalendar.SecondsOf(instants.FirstMs) * 1000, to = (LocalCalendar.SecondsOf(instants.LastMs) + 1) * 1000;
                return new ResolvedRange(new TimeRange(from, to), null, null, long.MaxValue);
            case DateRangeSpec.LastDays days:
                return Days(calendar, day.AddDays(-days.Days), day.AddDays(-1), changes);
            case DateRangeSpec.LastMonths months:
                var month = new DateOnly(day.Year, day.Month, 1);
                return Days(calendar, month.AddMonths(-months.Months), month.AddDays(-1), changes);
            case DateRangeSpec.Named { Preset: DatePreset.Last24Hours }:
                // The second that is running belongs to the range, so a hit just acknowledged is in it.
                long second = LocalCalendar.SecondsOf(context.NowMs);
                return new ResolvedRange(new TimeRange((second - 86_400) * 1000, (second + 1) * 1000), null, null, (second + 1) * 1000);
            case DateRangeSpec.Named { Preset: DatePreset.Month }:
                return Days(calendar, new DateOnly(day.Year, day.Month, 1), day, changes);
            case DateRangeSpec.Named { Preset: DatePreset.Year }:
                return Days(calendar, new DateOnly(day.Year, 1, 1), day, changes);
            case DateRangeSpec.Named { Preset: DatePreset.All }:
                DateOnly first = context.FirstHitMs is { } hit ? calendar.DateAt(hit) : day;
                return Days(calendar, first < day ? first : day, day, changes);
            default:
                return Days(calendar, day, day, changes);
        }
    }

    /// <summary>The range of whole days.</summary>
    public static ResolvedRange Days(LocalCalendar calendar, DateOnly first, DateOnly last, long validUntilMs) =>
        new(new TimeRange(calendar.StartOf(first), calendar.StartOf(last.AddDays(1))), first, last, validUntilMs);
}
