using System.Globalization;
using System.Text.Json;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>Reads date ranges.</summary>
internal static class DateRangeParser
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads the range at <paramref name="path"/>; what does not even look like one is added to <paramref name="errors"/>, what is wrong with one that does is the <paramref name="error"/>.</summary>
    public static DateRangeSpec? Parse(JsonElement value, string path, QueryErrors errors, out string? error)
    {
        error = null;
        DateRangeSpec? range = value.ValueKind switch
        {
            JsonValueKind.String => FromName(value.GetString()!, out error),
            JsonValueKind.Array when value.GetArrayLength() == 2 && value[0].ValueKind == JsonValueKind.String && value[1].ValueKind == JsonValueKind.String
                => FromPair(value, out error),
            _ => null,
        };
        if (range is null && error is null) errors.Add(path, $"Invalid date range {InspectedJson.Of(value)}");
        return range;
    }

    /// <summary>Reads one date.</summary>
    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date.Year >= Earliest.Year && date.Year < Latest.Year;

    private static DateRangeSpec? FromName(string name, out string? error)
    {
        error = null;
        switch (name)
        {
            case "day": return new DateRangeSpec.Named(DatePreset.Day);
            case "24h": return new DateRangeSpec.Named(DatePreset.Last24Hours);
            case "month": return new DateRangeSpec.Named(DatePreset.Month);
            case "year": return new DateRangeSpec.Named(DatePreset.Year);
            case "all": return new DateRangeSpec.Named(DatePreset.All);
        }

        int digits = 0;
        while (digits < name.Length && char.IsAsciiDigit(name[digits])) digits++;
        string unit = name[digits..];
        if (digits == 0 || unit is not ("d" or "mo")) return null;
        int most = unit == "d" ? QueryLimits.Days : QueryLimits.Months;
        if (int.TryParse(name.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && count <= most)
            return unit == "d" ? new DateRangeSpec.LastDays(count) : new DateRangeSpec.LastMonths(count);
        error = $"Invalid date_range {InspectedJson.Of(name)}";
        return null;
    }

    private static DateRangeSpec? FromPair(JsonElement pair, out string? error)
    {
        error = null;
        string from = pair[0].GetString()!, to = pair[1].GetString()!;
        if (TryDate(from, out DateOnly first) && TryDate(to, out DateOnly last))
            return first <= last ? new DateRangeSpec.Dates(first, last) : null;
        if (!TryInstant(from, out DateTimeOffset start, out bool startHasZone) || !TryInstant(to, out DateTimeOffset end, out bool endHasZone)) return null;
        if (!startHasZone || !endHasZone)
        {
            error = $"Invalid date_range '{InspectedJson.Of(pair)}'.";
            return null;
        }

        return start <= end ? new DateRangeSpec.Instants(start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds()) : null;
    }

    private static bool TryInstant(string text, out DateTimeOffset instant, out bool hasZone)
    {
        hasZone = text.EndsWith('Z') || (text.Length > 19 && text.AsSpan(19).IndexOfAny('+', '-') >= 0);
        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            && instant >= Earliest && instant < Latest;
    }
}
