using System.Globalization;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Charts;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Look;
using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Dashboard.Drawing;

/// <summary>The main chart as numbers: a metric of an answer over time.</summary>
/// <param name="Slots">The starts of the slots, as the site's clock shows them.</param>
/// <param name="Values">A number for each slot; null for those that are yet to come, and where there is nothing to divide.</param>
/// <param name="Compared">The numbers compared with, as many; null without comparison.</param>
/// <param name="Currency">Of amounts of money; else null.</param>
/// <param name="Running">The slot that is not over yet; -1 for none.</param>
public sealed record ChartPoints(IReadOnlyList<DateTime> Slots, IReadOnlyList<double?> Values, IReadOnlyList<double?>? Compared, string? Currency, int Running)
{
    /// <summary>Whether there is nothing but nothing.</summary>
    public bool IsEmpty => Values.All(value => value is null or 0) && (Compared is null || Compared.All(value => value is null or 0));

    /// <summary>Reads them from an answer that was asked with the labels of its time dimension.</summary>
    /// <param name="table">The answer.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="now">What the site's clock shows.</param>
    public static ChartPoints From(AnsweredTable table, TopMetric metric, DateTime now)
    {
        IReadOnlyList<string> labels = table.Meta.TimeLabels;
        var rows = new Dictionary<string, AnsweredRow>(table.Rows.Count, StringComparer.Ordinal);
        foreach (AnsweredRow row in table.Rows) rows[row.Values[0] ?? ""] = row;
        var slots = new DateTime[labels.Count];
        var values = new double?[labels.Count];
        double?[]? compared = table.ComparedFrom is null ? null : new double?[labels.Count];
        bool isCount = metric.Format is NumberFormat.Count or NumberFormat.Money or NumberFormat.Percent;
        int running = -1;
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = TimeOf(labels[i]);
            AnsweredRow? row = rows.GetValueOrDefault(labels[i]);
            bool isToCome = slots[i] > now;
            if (!isToCome) running = i;
            values[i] = isToCome ? null : Number(table, metric, row?.Numbers) ?? (isCount ? 0 : null);
            if (compared is not null) compared[i] = Number(table, metric, row?.Compared) ?? (isCount ? 0 : null);
        }

        return new ChartPoints(slots, values, compared, CurrencyOf(table, metric), IsOver(slots, running, now) ? -1 : running);
    }

    /// <summary>A slot in words.</summary>
    public static string TextOf(DateTime slot, ChartInterval interval) => interval switch
    {
        ChartInterval.Minute => slot.ToString("HH:mm", CultureInfo.InvariantCulture),
        ChartInterval.Hour => slot.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture),
        ChartInterval.Day => slot.ToString("ddd, d MMM yyyy", CultureInfo.InvariantCulture),
        ChartInterval.Week => slot.ToString("'Week of' d MMM yyyy", CultureInfo.InvariantCulture),
        _ => slot.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>Where notes stand: each at the slot that its time is in; those before and after are left out.</summary>
    public static IReadOnlyList<ChartFlag> FlagsOf(IReadOnlyList<DateTime> slots, IReadOnlyList<Annotation> annotations)
    {
        var flags = new List<ChartFlag>();
        if (slots.Count == 0) return flags;
        foreach (Annotation annotation in annotations)
        {
            DateTime time = annotation.Date.ToDateTime(annotation.Time ?? TimeOnly.MinValue);
            // A note on a whole day stands at the first slot of the day, also where the range begins within it.
            int slot = slots.Count - 1;
            while (slot >= 0 && slots[slot] > time) slot--;
            if (slot < 0 && annotation.Time is null && DateOnly.FromDateTime(slots[0]) == annotation.Date) slot = 0;
            bool isAfter = slot == slots.Count - 1 && time >= End(slots);
            if (slot >= 0 && !isAfter) flags.Add(new ChartFlag(slot, annotation.Text));
        }

        return flags;
    }

    private static DateTime End(IReadOnlyList<DateTime> slots) => slots.Count > 1 ? slots[^1] + (slots[^1] - slots[^2]) : slots[0].AddDays(1);

    // The running slot is the last one that has begun and is followed by another that has not, or is the last of all.
    private static bool IsOver(DateTime[] slots, int running, DateTime now)
    {
        if (running < 0) return true;
        DateTime end = running + 1 < slots.Length ? slots[running + 1] : running > 0 ? slots[running] + (slots[running] - slots[running - 1]) : slots[running].AddDays(1);
        return end <= now;
    }

    private static double? Number(AnsweredTable table, TopMetric metric, IReadOnlyList<AnsweredNumber>? numbers)
    {
        if (numbers is null) return null;
        if (!metric.IsDerivedOverTime) return table.IndexOf(metric.Name) is >= 0 and var i ? numbers[i].Value : null;
        return numbers[table.IndexOf("visits")].Value is { } visits and > 0 && numbers[table.IndexOf("pageviews")].Value is { } views ? Math.Round(views / visits, 2) : null;
    }

    private static string? CurrencyOf(AnsweredTable table, TopMetric metric) =>
        metric.Format == NumberFormat.Money && table.IndexOf(metric.Name) is >= 0 and var i ? table.Rows.Select(row => row.Numbers[i].Currency).FirstOrDefault(currency => currency is not null) : null;

    private static DateTime TimeOf(string label) => DateTime.ParseExact(label, label.Length > 10 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
