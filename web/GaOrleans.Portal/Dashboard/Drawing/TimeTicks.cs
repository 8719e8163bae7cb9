using System.Globalization;
using GaOrleans.Portal.Charts;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Dashboard.Drawing;

/// <summary>Which slots the axis of a chart names, and how: days begin at midnight and years in January, so these are named and not every n-th slot.</summary>
public static class TimeTicks
{
    private const int Most = 8;
    private const int LeastMonths = 3;
    private const int FirstWeek = 7;
    private const int RealtimeMinutes = 60;
    private const int RealtimeStep = 5;

    /// <summary>The ticks of a chart, at most eight.</summary>
    /// <param name="slots">The starts of the slots, as the site's clock shows them.</param>
    /// <param name="interval">Their step.</param>
    public static IReadOnlyList<ChartTick> Of(IReadOnlyList<DateTime> slots, ChartInterval interval)
    {
        bool isOneDay = slots.Count > 0 && slots[0].Date == slots[^1].Date;
        return interval switch
        {
            ChartInterval.Minute when slots.Count <= RealtimeMinutes => Named(slots, slot => slots[slot].Minute % RealtimeStep == 0, "HH:mm"),
            ChartInterval.Minute or ChartInterval.Hour when isOneDay => Named(slots, slot => true, "HH:mm"),
            ChartInterval.Minute or ChartInterval.Hour => Named(slots, slot => slots[slot].TimeOfDay == TimeSpan.Zero, "d MMM"),
            ChartInterval.Month => Named(slots, slot => true, "MMM yyyy"),
            _ when Enumerable.Range(0, slots.Count).Count(slot => BeginsMonth(slots, slot)) >= LeastMonths => Named(slots, slot => BeginsMonth(slots, slot), "MMM yyyy"),
            _ => Named(slots, slot => true, "d MMM"),
        };
    }

    // Weeks begin within months: the first that does stands for it.
    private static bool BeginsMonth(IReadOnlyList<DateTime> slots, int slot) => slot == 0 ? slots[0].Day <= FirstWeek : slots[slot].Month != slots[slot - 1].Month;

    private static ChartTick[] Named(IReadOnlyList<DateTime> slots, Func<int, bool> isNamed, string format)
    {
        int[] named = [.. Enumerable.Range(0, slots.Count).Where(isNamed)];
        int every = Math.Max(1, (named.Length + Most - 1) / Most);
        return [.. named.Where((_, i) => i % every == 0).Select(slot => new ChartTick(slot, slots[slot].ToString(format, CultureInfo.InvariantCulture)))];
    }
}
