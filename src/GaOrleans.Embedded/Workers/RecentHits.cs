using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>Reads the hits of the last time from the buckets, which hold what was checkpointed and what the log has brought.</summary>
internal sealed class RecentHits(BucketIndex buckets, BucketLimits limits)
{
    private const int HourMs = 3_600_000;

    /// <summary>Tells of every hit since an instant, in milliseconds since 1970.</summary>
    internal void Read(long sinceMs, Action<ulong, long> learn)
    {
        foreach (BucketSlot slot in buckets.Since((sinceMs - HourMs) / 1000))
        {
            if (ViewOf(slot) is { } view) Read(view, sinceMs, learn);
        }
    }

    private static void Read(BucketView view, long sinceMs, Action<ulong, long> learn)
    {
        long hourMs = view.Key.Hour * 1000;
        for (int run = 0; run < view.RunVisitors.Length; run++)
        {
            for (int row = view.RunStarts[run]; row < view.RunStarts[run + 1]; row++)
            {
                if (hourMs + view.TimesMs[row] >= sinceMs) learn(view.RunVisitors[run], hourMs + view.TimesMs[row]);
            }
        }
    }

    private BucketView? ViewOf(BucketSlot slot)
    {
        if (slot.Live is { } live) return BucketView.Of(live.Bucket, new SiteSymbols(), limits);
        try
        {
            return buckets.Store.Load(slot.Key) is { } stored ? BucketForms.View(stored, new SiteSymbols(), limits) : null;
        }
        catch (DamagedBucketException e)
        {
            // Reports say so; here it only means that some visits are cut at midnight.
            buckets.AddDamaged(slot.Key, e.Message);
            return null;
        }
    }
}
