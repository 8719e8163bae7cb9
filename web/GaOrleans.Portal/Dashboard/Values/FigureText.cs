using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Dashboard.Values;

/// <summary>Figures of a dashboard as texts.</summary>
public static class FigureText
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = NumberText.None;

    /// <summary>How numbers of a metric are written.</summary>
    public static NumberFormat FormatOf(MetricFormat format) => format switch
    {
        MetricFormat.Count => NumberFormat.Count,
        MetricFormat.Decimal => NumberFormat.Decimal,
        MetricFormat.Percent => NumberFormat.Percent,
        MetricFormat.Duration => NumberFormat.Duration,
        _ => NumberFormat.Money,
    };

    /// <summary>A number, short enough for a tile.</summary>
    public static string Short(MetricFormat format, AnsweredNumber number) => NumberText.Brief(number.Value, FormatOf(format), number.Currency);

    /// <summary>A number in full.</summary>
    public static string Full(MetricFormat format, AnsweredNumber number) => NumberText.Of(number.Value, FormatOf(format), number.Currency);

    /// <summary>A change: percent, or points for rates.</summary>
    public static string Change(MetricFormat format, double change) => format == MetricFormat.Percent ? NumberText.Count(Math.Abs(change)) + " pt" : NumberText.Short(Math.Abs(change)) + " %";
}
