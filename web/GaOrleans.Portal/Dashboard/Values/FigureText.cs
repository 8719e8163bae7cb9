using System.Globalization;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Dashboard.Panels;

namespace GaOrleans.Portal.Dashboard.Values;

/// <summary>Figures of a dashboard as texts.</summary>
public static class FigureText
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = "–";

    /// <summary>A number, short enough for a tile.</summary>
    public static string Short(MetricFormat format, AnsweredNumber number) => number.Value is not { } value ? Nothing : format switch
    {
        MetricFormat.Count => Compact(value),
        MetricFormat.Money => Money(value, number.Currency),
        _ => Full(format, number),
    };

    /// <summary>A number in full.</summary>
    public static string Full(MetricFormat format, AnsweredNumber number) => number.Value is not { } value ? Nothing : format switch
    {
        MetricFormat.Count => value.ToString("#,0", CultureInfo.InvariantCulture),
        MetricFormat.Decimal => value.ToString("0.##", CultureInfo.InvariantCulture),
        MetricFormat.Percent => value.ToString("0.#", CultureInfo.InvariantCulture) + "%",
        MetricFormat.Duration => Duration(value),
        _ => Money(value, number.Currency),
    };

    /// <summary>A change: percent, or points for rates.</summary>
    public static string Change(MetricFormat format, double change) =>
        Math.Abs(change).ToString("#,0.#", CultureInfo.InvariantCulture) + (format == MetricFormat.Percent ? " pt" : "%");

    private static string Compact(double value) => Math.Abs(value) switch
    {
        < 10_000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        < 1_000_000 => (value / 1_000).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        < 1_000_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        _ => (value / 1_000_000_000).ToString("0.##", CultureInfo.InvariantCulture) + "G",
    };

    private static string Duration(double seconds)
    {
        long whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 60 => $"{whole}s",
            < 3_600 => $"{whole / 60}m {whole % 60:00}s",
            _ => $"{whole / 3_600}h {whole / 60 % 60:00}m",
        };
    }

    private static string Money(double value, string? currency) => $"{value.ToString(Math.Abs(value) >= 10_000 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture)} {currency}".TrimEnd();
}
