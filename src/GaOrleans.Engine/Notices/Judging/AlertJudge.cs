using GaOrleans.Engine.Notices.Documents;

namespace GaOrleans.Engine.Notices.Judging;

/// <summary>Decides whether the condition of an alert holds.</summary>
public static class AlertJudge
{
    /// <summary>Weeks that must be known before anything counts as usual.</summary>
    public const int LeastWeeks = 2;

    /// <summary>Looks at a period.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="value">The number of the period.</param>
    /// <param name="earlier">For changes the numbers of the same hours or days before; those without a number are null.</param>
    public static Verdict Judge(AlertCondition condition, double? value, IReadOnlyList<double?> earlier)
    {
        if (value is not { } number) return new Verdict(Fires: false, Value: null, Usual: null, ChangePercent: null);
        if (!condition.IsChange) return new Verdict(condition.Kind == AlertKind.Above ? number > condition.Value : number < condition.Value, number, Usual: null, ChangePercent: null);
        if (Median(earlier) is not { } usual) return new Verdict(Fires: false, number, Usual: null, ChangePercent: null);
        double? change = usual == 0 ? null : (number - usual) / usual * 100;
        bool isVolume = Math.Max(number, usual) >= condition.Minimum;
        return new Verdict(isVolume && IsChange(condition, number, usual, change), number, usual, change);
    }

    /// <summary>The median of the numbers that are there; null when they are fewer than <see cref="LeastWeeks"/>.</summary>
    public static double? Median(IReadOnlyList<double?> numbers)
    {
        double[] sorted = [.. numbers.OfType<double>().Order()];
        if (sorted.Length < LeastWeeks) return null;
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    // Something where there is usually nothing is a rise beyond any percentage.
    private static bool IsChange(AlertCondition condition, double number, double usual, double? change)
    {
        bool up = change is { } rise ? rise >= condition.Value : number > usual;
        bool down = change is { } fall && fall <= -condition.Value;
        return condition.Kind switch
        {
            AlertKind.Up => up,
            AlertKind.Down => down,
            _ => up || down,
        };
    }
}
