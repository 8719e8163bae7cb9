using System.Globalization;

namespace GaOrleans.Portal.Admin;

/// <summary>How figures of operation are written.</summary>
internal static class AdminText
{
    private const double Thousand = 1000, Kibi = 1024;
    private const int Minute = 60, Hour = 3600, Day = 86_400;

    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A count in full: 12,345; a dash for what is not known.</summary>
    public static string Count(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A count in short: 12.3k.</summary>
    public static string Short(double number) => Math.Abs(number) switch
    {
        >= 1e9 => (number / 1e9).ToString("0.#", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (number / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + "M",
        >= 10 * Thousand => (number / Thousand).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => number.ToString("0.#", CultureInfo.InvariantCulture),
    };

    /// <summary>Bytes: 3.4 GiB.</summary>
    public static string Bytes(long? bytes)
    {
        if (bytes is not { } size) return "–";
        int unit = 0;
        double value = size;
        while (value >= Kibi && unit < ByteUnits.Length - 1)
        {
            value /= Kibi;
            unit++;
        }

        return value.ToString(value >= 100 || unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + ByteUnits[unit];
    }

    /// <summary>A length of time in seconds: 0.4 s, 12 s, 3 min, 5 h, 2 d.</summary>
    public static string Span(double? seconds) => seconds switch
    {
        null => "–",
        < 10 => seconds.Value.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 2 * Minute => seconds.Value.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 2 * Hour => (seconds.Value / Minute).ToString("0", CultureInfo.InvariantCulture) + " min",
        < 2 * Day => (seconds.Value / Hour).ToString("0", CultureInfo.InvariantCulture) + " h",
        _ => (seconds.Value / Day).ToString("0", CultureInfo.InvariantCulture) + " d",
    };

    /// <summary>Milliseconds: 0.25 ms, 12 ms, 1.5 s.</summary>
    public static string Ms(double? ms) => ms switch
    {
        null => "–",
        < 1 => ms.Value.ToString("0.##", CultureInfo.InvariantCulture) + " ms",
        < Thousand => ms.Value.ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        _ => (ms.Value / Thousand).ToString("0.#", CultureInfo.InvariantCulture) + " s",
    };

    /// <summary>An instant in UTC, to the second.</summary>
    public static string Time(long? ms) => ms is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "never";

    /// <summary>A day in UTC.</summary>
    public static string Date(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The time of day in UTC.</summary>
    public static string Clock(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A drop reason for people.</summary>
    public static string Reason(string name) => name switch
    {
        "bot" => "Bot",
        "unknown_site" => "Unknown site",
        "spam_referrer" => "Spam referrer",
        "blocked" => "Blocked or suspended",
        "time_out_of_range" => "Time out of range",
        "prefetch" => "Fetched ahead",
        "over_quota" => "Over quota",
        _ => name,
    };
}
