using System.Globalization;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>The range of an answer in words, from the instants in the site's offset that it gives.</summary>
public static class RangeText
{
    /// <summary>Such as <c>1 – 31 Jan 2026</c>; with times where the range is not of whole days.</summary>
    public static string Of(string from, string to)
    {
        if (!TryRead(from, out DateTimeOffset first) || !TryRead(to, out DateTimeOffset last)) return $"{from} – {to}";
        bool wholeDays = first.TimeOfDay == TimeSpan.Zero && last.TimeOfDay >= new TimeSpan(23, 59, 59);
        if (!wholeDays) return $"{first:d MMM yyyy HH:mm} – {last:d MMM yyyy HH:mm}";
        if (first.Date == last.Date) return $"{first:d MMM yyyy}";
        if (first.Year != last.Year) return $"{first:d MMM yyyy} – {last:d MMM yyyy}";
        return first.Month == last.Month ? $"{first.Day} – {last:d MMM yyyy}" : $"{first:d MMM} – {last:d MMM yyyy}";
    }

    private static bool TryRead(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
}
