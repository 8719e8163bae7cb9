using GaOrleans.Core.Reports.Answers;

namespace GaOrleans.Portal.Look;

/// <summary>Numbers and times as text, the same way everywhere.</summary>
public static class NumberText
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    private const double Thousand = 1e3, Million = 1e6, Billion = 1e9;
    private static readonly (double From, string Sign)[] Steps = [(Billion, "B"), (Million, "M"), (Thousand, "k")];

    /// <summary>A number in one of the formats; a dash when there is none.</summary>
    /// <param name="value">The number; percentages of a hundred, durations in seconds.</param>
    /// <param name="format">How.</param>
    /// <param name="currency">ISO 4217 code, for money.</param>
    public static string Of(double? value, NumberFormat format, string? currency = null)
    {
        if (value is not { } number || !double.IsFinite(number)) return None;
        return format switch
        {
            NumberFormat.Count => Count(number),
            NumberFormat.Short => Short(number),
            NumberFormat.Percent => Percent(number),
            NumberFormat.Duration => Duration(number),
            NumberFormat.Decimal => number.ToString("#,0.##", null),
            _ => Money(number, currency),
        };
    }

    /// <summary>The same in the little room of an axis or a tile.</summary>
    public static string Brief(double? value, NumberFormat format, string? currency = null)
    {
        if (value is not { } number || !double.IsFinite(number)) return None;
        return format switch
        {
            NumberFormat.Money => BriefMoney(number, currency),
            NumberFormat.Count or NumberFormat.Short => Short(number),
            _ => Of(number, format, currency),
        };
    }

    /// <summary>In full: 12,345.</summary>
    public static string Count(double number) => number.ToString(Math.Abs(number) % 1 < 0.005 ? "#,0" : "#,0.##", null);

    /// <summary>Three figures: 1,234 stays, then 12.3k, 4.56M, 7.89B.</summary>
    public static string Short(double number)
    {
        double size = Math.Abs(number);
        if (size < 10 * Thousand) return Count(size >= 100 ? Math.Round(number) : number);
        for (int i = 0; i < Steps.Length; i++)
        {
            (double from, string sign) = Steps[i];
            // What would round up to a thousand of one is one of the next: 999,950 is 1M.
            if (size < from * 0.9995) continue;
            double part = number / from;
            return part.ToString(Math.Abs(part) switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" }, null) + sign;
        }

        return Count(number);
    }

    /// <summary>Of a hundred: 45 %, below ten with a decimal.</summary>
    public static string Percent(double number) => number.ToString(Math.Abs(number) is < 10 and not 0 ? "0.#" : "0", null) + " %";

    /// <summary>Seconds as a time: 0s, 45s, 1m 05s, 2h 03m.</summary>
    public static string Duration(double seconds)
    {
        string sign = seconds < 0 ? "-" : "";
        double size = Math.Abs(seconds);
        if (size is < 10 and not 0 && Math.Round(size, 1) % 1 != 0) return $"{sign}{size:0.#}s";
        long whole = (long)Math.Round(size);
        if (whole < 60) return $"{sign}{whole}s";
        return whole < 3600 ? $"{sign}{whole / 60}m {whole % 60:00}s" : $"{sign}{whole / 3600:#,0}h {whole / 60 % 60:00}m";
    }

    /// <summary>An amount with its currency: €1,234.50, ¥1,235, KWD 1,234.500. It has as many decimals as the currency.</summary>
    public static string Money(double amount, string? currency)
    {
        string digits = Math.Abs(amount).ToString("N" + (currency is null ? 2 : MoneyText.DigitsOf(currency)), null);
        return (amount < 0 ? "-" : "") + SignOf(currency) + digits;
    }

    // Whole amounts have no decimals, since an axis is full of them, and those of four figures none to spare.
    private static string BriefMoney(double amount, string? currency)
    {
        if (Math.Abs(amount) < Thousand && amount % 1 != 0) return Money(amount, currency);
        return (amount < 0 ? "-" : "") + SignOf(currency) + Short(Math.Abs(amount));
    }

    private static string SignOf(string? currency) => string.IsNullOrEmpty(currency) ? "" : MoneyText.SignOf(currency);

    /// <summary>How long ago: just now, 5 minutes ago.</summary>
    public static string Ago(TimeSpan age) => age.TotalSeconds switch
    {
        < 10 => "just now",
        < 60 => $"{(int)age.TotalSeconds} seconds ago",
        < 120 => "a minute ago",
        < 3600 => $"{(int)age.TotalMinutes} minutes ago",
        < 7200 => "an hour ago",
        < 86_400 => $"{(int)age.TotalHours} hours ago",
        < 172_800 => "a day ago",
        _ => $"{(int)age.TotalDays:#,0} days ago",
    };
}
