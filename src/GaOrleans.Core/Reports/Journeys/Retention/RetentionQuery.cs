using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>A retention report as asked for.</summary>
public sealed record RetentionQuery : JourneyQuery
{
    /// <summary>Length of a period: day, week or month.</summary>
    public DimensionKind Period { get; init; } = DimensionKind.TimeDay;

    /// <summary>Most periods after the first, or null for all of the range.</summary>
    public int? Periods { get; init; }

    /// <summary>Days before the range in which a visitor must not have had a first event.</summary>
    public int LookbackDays { get; init; }

    /// <summary>What makes a visitor's first event, or null for any event.</summary>
    public JourneyCondition? First { get; init; }

    /// <summary>What makes a return, or null for any event.</summary>
    public JourneyCondition? Return { get; init; }

    /// <inheritdoc/>
    public override JourneyQuery WithFilters(Func<string, IReadOnlyList<Filter>, IReadOnlyList<Filter>> replace) =>
        this with { Filters = replace("#/filters", Filters), First = Replace(First, "#/first", replace), Return = Replace(Return, "#/return", replace) };

    /// <inheritdoc/>
    public override PlannedJourney? Plan(in PlanContext context, out string? error)
    {
        ResolvedRange range = RangeResolver.Resolve(DateRange, RelativeDate, context);
        TimeSlots? periods = SlotBuilder.Build(Period, range.Range, context.Zone);
        error = periods is null || periods.StartsMs.Length > JourneyLimits.Periods ? $"#/date_range: The date range has more than {JourneyLimits.Periods} periods." : null;
        if (error is not null) return null;
        var plan = new RetentionPlan
        {
            Range = new TimeRange(Before(range.Range.FromMs, context), range.Range.ToMs),
            Filter = AllFilters,
            Goals = context.Goals,
            Periods = periods!,
            MostPeriods = Periods ?? int.MaxValue,
            First = First?.All,
            Return = Return?.All,
        };
        return new PlannedRetention(this, plan) { Zone = context.Zone, Range = range, NowMs = context.NowMs, ValidUntilMs = Math.Min(range.ValidUntilMs, NextEnd(periods!, context.NowMs)) };
    }

    private long Before(long fromMs, in PlanContext context)
    {
        if (LookbackDays == 0) return fromMs;
        var calendar = new LocalCalendar(context.Zone);
        return Math.Min(fromMs, calendar.InstantOf(calendar.LocalTimeAt(fromMs).AddDays(-LookbackDays)));
    }

    // A period that ends makes one more cell complete.
    private static long NextEnd(TimeSlots periods, long nowMs)
    {
        foreach (long start in periods.StartsMs)
        {
            if (start > nowMs) return start;
        }

        return periods.EndMs > nowMs ? periods.EndMs : long.MaxValue;
    }
}
