namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>What a period covers at a moment.</summary>
/// <param name="DateRange">The value of <c>date_range</c> in queries, as JSON.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="IncludesNow">Whether hits of this moment belong to it.</param>
/// <param name="IsRealtime">Whether it is minutes and not days.</param>
public sealed record PeriodSpan(string DateRange, DateOnly First, DateOnly Last, bool IncludesNow, bool IsRealtime = false)
{
    /// <summary>Its length in days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The steps that its chart can have, finest first.</summary>
    public IReadOnlyList<ChartInterval> Intervals => IsRealtime ? [ChartInterval.Minute] : Days switch
    {
        1 => [ChartInterval.Minute, ChartInterval.Hour],
        <= 2 => [ChartInterval.Hour, ChartInterval.Day],
        <= 13 => [ChartInterval.Hour, ChartInterval.Day],
        <= 31 => [ChartInterval.Hour, ChartInterval.Day, ChartInterval.Week],
        <= 59 => [ChartInterval.Day, ChartInterval.Week],
        <= 1_100 => [ChartInterval.Day, ChartInterval.Week, ChartInterval.Month],
        _ => [ChartInterval.Week, ChartInterval.Month],
    };

    /// <summary>The step that suits it.</summary>
    public ChartInterval DefaultInterval => IsRealtime ? ChartInterval.Minute : Days switch
    {
        <= 2 => ChartInterval.Hour,
        <= 92 => ChartInterval.Day,
        <= 366 => ChartInterval.Week,
        _ => ChartInterval.Month,
    };

    /// <summary>The step to draw: the one asked for where it is possible.</summary>
    public ChartInterval IntervalFor(ChartInterval? asked) => asked is { } interval && Intervals.Contains(interval) ? interval : DefaultInterval;
}
