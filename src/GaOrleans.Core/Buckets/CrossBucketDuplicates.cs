namespace GaOrleans.Core.Buckets;

/// <summary>
/// Leaves out rows that a client has sent twice and that lie in different buckets: a row is a duplicate when its event id occurs in any stored row
/// of the hour before, or in a smaller row (time, visitor, content) of the same hour in another shard. That is a function of what is stored,
/// so it takes no locks between buckets and depends on no order. Within a bucket <see cref="Bucket.Apply"/> has seen to it.
/// </summary>
public static class CrossBucketDuplicates
{
    /// <summary>The views of an hour without duplicates.</summary>
    /// <param name="hour">The views of all shards of the hour, by shard, as stored.</param>
    /// <param name="before">The views of all shards of the hour before, as stored; empty when it has none.</param>
    /// <returns>For each view the same instance when nothing is to be left out, else one without the duplicates.</returns>
    public static BucketView[] LeaveOut(IReadOnlyList<BucketView> hour, IReadOnlyList<BucketView> before)
    {
        var result = new BucketView[hour.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = hour[i];
            if (!hour[i].HasEventIds) continue;
            HashSet<ulong>? gone = null;
            foreach (BucketView earlier in before) AddShared(hour[i], earlier, ref gone);
            HashSet<ulong>? shared = null;
            for (int other = 0; other < hour.Count; other++)
            {
                if (other != i) AddShared(hour[i], hour[other], ref shared);
            }

            if (gone is null && shared is null) continue;
            int[] kept = KeptRows(hour, i, gone ?? [], shared ?? []);
            if (kept.Length < hour[i].RowCount) result[i] = FilteredView.Of(hour[i], kept);
        }

        return result;
    }

    private static void AddShared(BucketView view, BucketView other, ref HashSet<ulong>? shared)
    {
        if (!other.HasEventIds) return;
        ulong[] left = view.SortedEventIds, right = other.SortedEventIds;
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j]) (shared ??= []).Add(left[i]);
            if (left[i] <= right[j]) i++; else j++;
        }
    }

    private static int[] KeptRows(IReadOnlyList<BucketView> hour, int shard, HashSet<ulong> gone, HashSet<ulong> shared)
    {
        BucketView view = hour[shard];
        ulong[] ids = view.EventIds ?? [];
        var kept = new List<int>(ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            if (ids[row] != 0 && (gone.Contains(ids[row]) || (shared.Contains(ids[row]) && !IsSmallest(hour, shard, row, ids[row])))) continue;
            kept.Add(row);
        }

        return [.. kept];
    }

    private static bool IsSmallest(IReadOnlyList<BucketView> hour, int shard, int row, ulong id)
    {
        for (int other = 0; other < hour.Count; other++)
        {
            int rival = other == shard || hour[other].EventIds is not { } ids ? -1 : Array.IndexOf(ids, id);
            if (rival < 0) continue;
            int order = ViewRowOrder.Compare(hour[other], rival, hour[shard], row);

            // Rows that nothing tells apart lie in two shards only after a change of their number; the first shard keeps its row.
            if (order < 0 || (order == 0 && other < shard)) return false;
        }

        return true;
    }
}
