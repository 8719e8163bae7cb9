using GaOrleans.Core.Buckets;

namespace GaOrleans.Engine.Storage;

/// <summary>Leaves duplicates of event ids out of the views of several hours.</summary>
public static class HourlyDuplicates
{
    // Duplicates of an event id are looked for in the hour before as well; no local hour is longer.
    private const long HourSeconds = 3600;

    /// <summary>From which hour on views are needed for the hours from one on.</summary>
    public static long FirstHourNeeded(long fromHour) => fromHour <= long.MinValue + HourSeconds ? fromHour : fromHour - HourSeconds;

    /// <summary>Leaves out what occurs in the hour before or in another shard as well, hour by hour, and the hours that were read only for that.</summary>
    /// <param name="views">The views as stored, from <see cref="FirstHourNeeded"/> on, ordered by hour, then shard; null for buckets that have gone.</param>
    /// <param name="fromHour">The first hour wanted, seconds since 1970.</param>
    /// <returns>The views that are not empty, in the same order.</returns>
    public static IReadOnlyList<BucketView> LeaveOut(IReadOnlyList<BucketView?> views, long fromHour)
    {
        var result = new List<BucketView>(views.Count);
        var hour = new List<BucketView>();
        var before = new List<BucketView>();
        for (int i = 0; i < views.Count; i++)
        {
            if (views[i] is not { } view) continue;
            if (hour.Count > 0 && hour[0].Key.Hour != view.Key.Hour)
            {
                AddHour(hour, before, fromHour, result);
                before.AddRange(hour);
                before.RemoveAll(old => view.Key.Hour - old.Key.Hour > HourSeconds);
                hour.Clear();
            }

            hour.Add(view);
        }

        if (hour.Count > 0) AddHour(hour, before, fromHour, result);
        return result;
    }

    private static void AddHour(List<BucketView> hour, List<BucketView> before, long fromHour, List<BucketView> result)
    {
        if (hour[0].Key.Hour < fromHour) return;
        foreach (BucketView view in CrossBucketDuplicates.LeaveOut(hour, before))
        {
            if (view.RowCount > 0) result.Add(view);
        }
    }
}
