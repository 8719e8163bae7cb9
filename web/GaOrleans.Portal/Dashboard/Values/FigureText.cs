using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Dashboard.Values;

/// <summary>Figures of a dashboard as texts.</summary>
public static class FigureText
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = NumberText.None;

    /// <summary>What stands in place of a change where there was nothing before.</summary>
    public const string New = "new";

    /// <summary>A number, short enough for a tile.</summary>
    public static string Short(NumberFormat format, AnsweredNumber number) => NumberText.Brief(number.Value, format, number.Currency);

    /// <summary>A number in full.</summary>
    public static string Full(NumberFormat format, AnsweredNumber number) => NumberText.Of(number.Value, format, number.Currency);

    /// <summary>A change without its sign: percent, or points for rates. Against nothing there is no percentage: counts and amounts are new, of means nothing can be said.</summary>
    /// <param name="format">How the numbers are written.</param>
    /// <param name="change">The change as the engine tells it.</param>
    /// <param name="before">What it is against; null when that is not known.</param>
    /// <returns>The text; null where there is nothing to be said.</returns>
    public static string? Change(NumberFormat format, double change, double? before)
    {
        if (format == NumberFormat.Percent) return NumberText.Count(Math.Abs(change)) + " pt";
        if (before is not 0) return NumberText.Short(Math.Abs(change)) + " %";
        return change != 0 && format is (NumberFormat.Count or NumberFormat.Money) ? New : null;
    }
}
