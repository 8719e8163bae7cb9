using GaOrleans.Core.Buckets;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Reports;

/// <summary>Counts who is on a site now.</summary>
internal static class LiveVisitors
{
    private const int WindowSeconds = 5 * 60;

    /// <summary>Distinct visitors with a hit in the last five minutes.</summary>
    public static async ValueTask<int> CountAsync(IBucketReader reader, ZoneRules zone, int site, long nowMs, CancellationToken ct)
    {
        long nowSeconds = nowMs / 1000, sinceMs = nowMs - WindowSeconds * 1000;
        IReadOnlyList<BucketView> views = await reader.ReadAsync(site, ReportViews.FirstKey(zone.HourStart(nowSeconds - WindowSeconds)), zone.HourEnd(zone.HourStart(nowSeconds)), ct);
        var visitors = new HashSet<ulong>();
        foreach (BucketView view in views) AddSince(view, sinceMs - view.Key.Hour * 1000, visitors);
        return visitors.Count;
    }

    // Rows of a visitor are in order of time, so the last one decides.
    private static void AddSince(BucketView view, long sinceMs, HashSet<ulong> visitors)
    {
        int[] starts = view.RunStarts, times = view.TimesMs;
        for (int run = 0; run < view.RunVisitors.Length; run++)
        {
            if (times[starts[run + 1] - 1] >= sinceMs) visitors.Add(view.RunVisitors[run]);
        }
    }
}
