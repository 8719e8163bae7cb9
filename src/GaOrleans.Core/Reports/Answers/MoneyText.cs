using System.Globalization;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>Amounts of money for people, in English.</summary>
public static class MoneyText
{
    private const char NoBreakSpace = '\u00A0';

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["AUD"] = "A$", ["BRL"] = "R$", ["CAD"] = "CA$", ["CNY"] = "CN¥", ["EUR"] = "€", ["GBP"] = "£", ["HKD"] = "HK$", ["ILS"] = "₪", ["INR"] = "₹",
        ["JPY"] = "¥", ["KRW"] = "₩", ["MXN"] = "MX$", ["NZD"] = "NZ$", ["PHP"] = "₱", ["TWD"] = "NT$", ["USD"] = "$", ["VND"] = "₫",
    };

    private static readonly HashSet<string> WithoutMinorUnit = new(StringComparer.Ordinal)
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    private static readonly HashSet<string> WithThousandths = new(StringComparer.Ordinal) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>The whole amount with thousands separated: <c>€1,234.50</c>.</summary>
    public static string Long(decimal amount, string currency)
    {
        int digits = DigitsOf(currency);
        return With(Math.Round(amount, digits, MidpointRounding.AwayFromZero), "N" + digits, "", currency);
    }

    /// <summary>Decimals of a currency by ISO 4217: 0 for yen, 3 for dinars of Kuwait.</summary>
    public static int DigitsOf(string currency) => WithoutMinorUnit.Contains(currency) ? 0 : WithThousandths.Contains(currency) ? 3 : 2;

    /// <summary>What stands in front of an amount: its symbol, or its code and a space where it has none that all know.</summary>
    public static string SignOf(string currency) => Symbols.TryGetValue(currency, out string? symbol) ? symbol : $"{currency}{NoBreakSpace}";

    /// <summary>At most one decimal and a letter for the size: <c>€1.2K</c>, <c>€129.9</c>.</summary>
    public static string Short(decimal amount, string currency)
    {
        decimal size = Math.Abs(amount);
        (decimal unit, string letter) = size switch
        {
            >= 999_950_000_000m => (1_000_000_000_000m, "T"),
            >= 999_950_000m => (1_000_000_000m, "B"),
            >= 999_950m => (1_000_000m, "M"),
            >= 1_000m => (1_000m, "K"),
            _ => (1m, ""),
        };
        return With(Math.Round(amount / unit, 1, MidpointRounding.AwayFromZero), "0.0", letter, currency);
    }

    private static string With(decimal amount, string format, string letter, string currency)
    {
        string sign = amount < 0 ? "-" : "";
        string digits = Math.Abs(amount).ToString(format, CultureInfo.InvariantCulture);
        return $"{sign}{SignOf(currency)}{digits}{letter}";
    }
}
