using System.Globalization;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>Labels of time as they stand under a chart.</summary>
public static class SlotText
{
    /// <summary>Such as <c>22 Oct</c> for a day and <c>13:00</c> for an hour; what is no such label stays as it is.</summary>
    public static string Short(string label)
    {
        if (DateOnly.TryParseExact(label, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return day.ToString("d MMM", CultureInfo.InvariantCulture);
        if (!DateTime.TryParseExact(label, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime hour)) return label;
        return hour.TimeOfDay == TimeSpan.Zero ? hour.ToString("d MMM", CultureInfo.InvariantCulture) : hour.ToString("HH:mm", CultureInfo.InvariantCulture);
    }
}
