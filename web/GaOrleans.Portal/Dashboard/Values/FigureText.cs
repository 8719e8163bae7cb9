using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Dashboard.Values;

/// <summary>Figures of a dashboard as texts.</summary>
public static class FigureText
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = NumberText.None;

    /// <summary>A number, short enough for a tile.</summary>
    public static string Short(NumberFormat format, AnsweredNumber number) => NumberText.Brief(number.Value, format, number.Currency);

    /// <summary>A number in full.</summary>
    public static string Full(NumberFormat format, AnsweredNumber number) => NumberText.Of(number.Value, format, number.Currency);
}
