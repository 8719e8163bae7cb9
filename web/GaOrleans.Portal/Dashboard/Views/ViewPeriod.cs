namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>A period as chosen; what it covers follows from the site's clock (<see cref="PeriodCalendar"/>).</summary>
/// <param name="Kind">What it means.</param>
/// <param name="From">First day of <see cref="PeriodKind.Custom"/>; the day in question of a day, month or year that is not the running one; else null.</param>
/// <param name="To">Last day of <see cref="PeriodKind.Custom"/>; else null.</param>
public sealed record ViewPeriod(PeriodKind Kind, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Today.</summary>
    public static ViewPeriod Today { get; } = new(PeriodKind.Day);

    /// <summary>The last 28 days.</summary>
    public static ViewPeriod Last28Days { get; } = new(PeriodKind.Last28Days);

    /// <summary>The day in question of a day, month or year; null for the running one.</summary>
    public DateOnly? Date => Kind == PeriodKind.Custom ? null : From;

    /// <summary>Whole days, both included, in either order.</summary>
    public static ViewPeriod Days(DateOnly one, DateOnly other) => one <= other ? new(PeriodKind.Custom, one, other) : new(PeriodKind.Custom, other, one);

    /// <summary>Whether a kind can be about another day than today.</summary>
    public static bool TakesDate(PeriodKind kind) => kind is PeriodKind.Day or PeriodKind.Month or PeriodKind.Year;
}
