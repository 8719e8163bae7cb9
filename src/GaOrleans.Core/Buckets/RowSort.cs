using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Buckets;

/// <summary>Puts the rows of a live bucket that count into the order of views: visitor, time, content.</summary>
internal static class RowSort
{
    private const int FewRows = 32;

    /// <summary>The rows in order.</summary>
    /// <param name="snapshot">The bucket.</param>
    /// <param name="visitors">The visitor of each row returned.</param>
    public static int[] Sort(in BucketSnapshot snapshot, out ulong[] visitors)
    {
        int[] rows = RowsThatCount(snapshot);
        visitors = new ulong[rows.Length];
        for (int i = 0; i < rows.Length; i++) visitors[i] = snapshot.Visitor(rows[i]);
        Array.Sort(visitors, rows);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            end = start + 1;
            while (end < rows.Length && visitors[end] == visitors[start]) end++;
            if (end - start > 1) SortRun(snapshot, rows.AsSpan(start, end - start));
        }

        return rows;
    }

    private static int[] RowsThatCount(in BucketSnapshot snapshot)
    {
        ReadOnlySpan<int> superseded = snapshot.Superseded.Span;
        var rows = new int[snapshot.RowCount - superseded.Length];
        if (superseded.IsEmpty)
        {
            for (int i = 0; i < rows.Length; i++) rows[i] = i;
            return rows;
        }

        var gone = new bool[snapshot.RowCount];
        foreach (int row in superseded) gone[row] = true;
        for (int row = 0, i = 0; row < gone.Length; row++)
        {
            if (!gone[row]) rows[i++] = row;
        }

        return rows;
    }

    private static void SortRun(in BucketSnapshot snapshot, Span<int> run)
    {
        if (run.Length <= FewRows) SortFew(snapshot, run);
        else SortLongRun(snapshot, run);
    }

    private static void SortFew(in BucketSnapshot snapshot, Span<int> run)
    {
        for (int i = 1; i < run.Length; i++)
        {
            int row = run[i], at = i;
            while (at > 0 && Compare(snapshot, run[at - 1], row) > 0)
            {
                run[at] = run[at - 1];
                at--;
            }

            run[at] = row;
        }
    }

    // Times are taken out first: most rows differ in them, and comparing hits costs a hundred times as much.
    private static void SortLongRun(in BucketSnapshot snapshot, Span<int> run)
    {
        var times = new long[run.Length];
        for (int i = 0; i < run.Length; i++) times[i] = snapshot.TimeMs(run[i]);
        times.AsSpan().Sort(run);
        for (int start = 0, end; start < run.Length; start = end)
        {
            end = start + 1;
            while (end < run.Length && times[end] == times[start]) end++;
            if (end - start > 1) SortByContent(snapshot, run[start..end]);
        }
    }

    private static void SortByContent(in BucketSnapshot snapshot, Span<int> run)
    {
        if (run.Length <= FewRows)
        {
            SortFew(snapshot, run);
            return;
        }

        BucketSnapshot rows = snapshot;
        run.Sort((left, right) => Compare(rows, left, right));
    }

    private static int Compare(in BucketSnapshot snapshot, int left, int right)
    {
        int order = snapshot.TimeMs(left).CompareTo(snapshot.TimeMs(right));
        if (order != 0 || left == right) return order;
        HitFields leftHit = snapshot.Read(left), rightHit = snapshot.Read(right);
        return HitOrder.Compare(leftHit, rightHit);
    }
}
