using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>Finds the range that a range is compared with.</summary>
internal static class ComparisonRange
{
    /// <summary>The other range. Days that are yet to come are left out of the length of the first.</summary>
    public static ResolvedRange Resolve(ComparisonSpec spec, ResolvedRange source, DateOnly? relativeDate, in PlanContext context)
    {
        if (spec is { Mode: ComparisonMode.Custom, DateRange: { } custom }) return RangeResolver.Resolve(custom, relativeDate, context);
        var calendar = new LocalCalendar(context.Zone);
        if (source is not { First: { } first, Last: { } last }) return Instants(spec, source, calendar);
        DateOnly today = calendar.DateAt(context.NowMs);
        if (last > today && first <= today) last = today;
        int days = last.DayNumber - first.DayNumber + 1;
        (DateOnly otherFirst, DateOnly otherLast) = spec.Mode == ComparisonMode.YearOverYear
            ? (first.AddYears(-1), last.AddYears(-1))
            : (first.AddDays(-days), last.AddDays(-days));
        int shift = spec.MatchDayOfWeek ? ShiftToSameDay(otherFirst, first) : 0;
        return RangeResolver.Days(calendar, otherFirst.AddDays(shift), otherLast.AddDays(shift), source.ValidUntilMs);
    }

    private static ResolvedRange Instants(ComparisonSpec spec, ResolvedRange source, LocalCalendar calendar)
    {
        (long from, long to) = source.Range;
        long otherFrom = from - (to - from), otherTo = from;
        if (spec.Mode == ComparisonMode.YearOverYear) (otherFrom, otherTo) = (YearBefore(from, calendar), YearBefore(to, calendar));
        if (spec.MatchDayOfWeek)
        {
            int shift = ShiftToSameDay(calendar.DateAt(otherFrom), calendar.DateAt(from));
            otherFrom = calendar.InstantOf(calendar.LocalTimeAt(otherFrom).AddDays(shift));
            otherTo = calendar.InstantOf(calendar.LocalTimeAt(otherTo).AddDays(shift));
        }

        return new ResolvedRange(new TimeRange(otherFrom, otherTo), null, null, source.ValidUntilMs);
    }

    private static long YearBefore(long ms, LocalCalendar calendar) => calendar.InstantOf(calendar.LocalTimeAt(ms).AddYears(-1));

    // The nearest day of the same name that is not the source's own first day.
    private static int ShiftToSameDay(DateOnly other, DateOnly source)
    {
        int forward = ((int)source.DayOfWeek - (int)other.DayOfWeek + 7) % 7;
        if (forward == 0) return 0;
        return forward <= 3 && other.AddDays(forward) != source ? forward : forward - 7;
    }
}
