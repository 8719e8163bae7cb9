namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>A comparison as chosen.</summary>
/// <param name="Kind">With what.</param>
/// <param name="MatchDayOfWeek">Whether the other time starts on the same day of the week.</param>
/// <param name="From">First day of <see cref="CompareKind.Custom"/>; else null.</param>
/// <param name="To">Last day of it; else null.</param>
public sealed record ViewComparison(CompareKind Kind, bool MatchDayOfWeek = false, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>With the time just before.</summary>
    public static ViewComparison Previous { get; } = new(CompareKind.Previous);

    /// <summary>With nothing.</summary>
    public static ViewComparison None { get; } = new(CompareKind.None);

    /// <summary>With days chosen, both included, in either order.</summary>
    public static ViewComparison Days(DateOnly one, DateOnly other, bool matchDayOfWeek = false) =>
        new(CompareKind.Custom, matchDayOfWeek, one <= other ? one : other, one <= other ? other : one);
}
