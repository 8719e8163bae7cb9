using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Makes views readable hour after hour. A visitor is in one shard, unless the number of shards has changed within the hour;
/// the views of such an hour are merged, so that the visitor's rows are in order of time.
/// </summary>
internal static class ShardMerger
{
    /// <summary>Reads views that are ordered by hour, then shard.</summary>
    public static ViewScan[] Read(IReadOnlyList<BucketView> views, ColumnSet columns)
    {
        var scans = new List<ViewScan>(views.Count);
        for (int i = 0; i < views.Count;)
        {
            int end = i + 1;
            while (end < views.Count && views[end].Key.Hour == views[i].Key.Hour) end++;
            ViewScan? merged = end - i == 1 ? null : Merged(views, i, end);
            if (merged is not null) scans.Add(merged);
            else
            {
                for (int v = i; v < end; v++) scans.Add(ViewScan.Of(views[v], columns));
            }

            i = end;
        }

        return [.. scans];
    }

    private static ViewScan? Merged(IReadOnlyList<BucketView> views, int start, int end)
    {
        BucketView[] shards = [.. views.Skip(start).Take(end - start)];
        MergedShards? known = shards[0].MergedShards;
        if (known is null || !known.Shards.AsSpan().SequenceEqual(shards))
        {
            known = new MergedShards(shards, ShareVisitors(shards) ? Merge(shards) : null);
            shards[0].MergedShards = known;
        }

        return known.Scan;
    }

    private static bool ShareVisitors(BucketView[] shards)
    {
        for (int left = 0; left < shards.Length; left++)
        {
            for (int right = left + 1; right < shards.Length; right++)
            {
                if (ShareVisitors(shards[left].RunVisitors, shards[right].RunVisitors)) return true;
            }
        }

        return false;
    }

    private static bool ShareVisitors(ulong[] left, ulong[] right)
    {
        for (int l = 0, r = 0; l < left.Length && r < right.Length;)
        {
            if (left[l] == right[r]) return true;
            if (left[l] < right[r]) l++; else r++;
        }

        return false;
    }

    private static ViewScan Merge(BucketView[] shards)
    {
        (MergedRow[] rows, ulong[] visitors, int[] starts) = RowsOf(shards);
        int[] times = new int[rows.Length];
        var flags = new RowFlags[rows.Length];
        int[][] places = [.. shards.Select(shard => new int[shard.RowCount])];
        for (int i = 0; i < rows.Length; i++)
        {
            MergedRow row = rows[i];
            times[i] = shards[row.Shard].TimesMs[row.Row];
            flags[i] = shards[row.Shard].Flags[row.Row];
            places[row.Shard][row.Row] = i;
        }

        return new ViewScan
        {
            BaseMs = shards[0].Key.Hour * 1000,
            Segments = VisitSegments.Of(visitors, starts, times, flags),
            TimesMs = times,
            Flags = flags,
            Columns = [.. Enum.GetValues<Column>().Select(column => CodesOf(shards, rows, column))],
            Revenue = [.. shards.SelectMany((shard, s) => shard.Revenue.Select(value => value with { Row = places[s][value.Row] })).OrderBy(value => value.Row)],
            EngagementMs = [.. shards.SelectMany((shard, s) => shard.EngagementMs.Select(value => value with { Row = places[s][value.Row] })).OrderBy(value => value.Row)],
            ScrollDepth = [.. shards.SelectMany((shard, s) => shard.ScrollDepth.Select(value => value with { Row = places[s][value.Row] })).OrderBy(value => value.Row)],
        };
    }

    private static int[] CodesOf(BucketView[] shards, MergedRow[] rows, Column column)
    {
        int[][] codes = [.. shards.Select(shard => shard.Codes(column))];
        int[] merged = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++) merged[i] = codes[rows[i].Shard][rows[i].Row];
        return merged;
    }

    // Visitors are in order in every shard, so only the rows of those who are in several have to be put in order.
    private static (MergedRow[] Rows, ulong[] Visitors, int[] Starts) RowsOf(BucketView[] shards)
    {
        var rows = new MergedRow[shards.Sum(shard => shard.RowCount)];
        var visitors = new List<ulong>();
        var starts = new List<int>();
        var order = Comparer<MergedRow>.Create((left, right) => Compare(shards, left, right));
        int[] runs = new int[shards.Length];
        int filled = 0;
        while (TryFindNext(shards, runs, out ulong visitor))
        {
            visitors.Add(visitor);
            starts.Add(filled);
            int from = filled, parts = 0;
            for (int s = 0; s < shards.Length; s++)
            {
                int run = runs[s];
                if (run == shards[s].RunVisitors.Length || shards[s].RunVisitors[run] != visitor) continue;
                for (int row = shards[s].RunStarts[run]; row < shards[s].RunStarts[run + 1]; row++) rows[filled++] = new MergedRow(s, row);
                runs[s]++;
                parts++;
            }

            if (parts > 1) Array.Sort(rows, from, filled - from, order);
        }

        starts.Add(filled);
        return (rows, [.. visitors], [.. starts]);
    }

    private static bool TryFindNext(BucketView[] shards, int[] runs, out ulong visitor)
    {
        visitor = ulong.MaxValue;
        bool found = false;
        for (int s = 0; s < shards.Length; s++)
        {
            ulong[] visitors = shards[s].RunVisitors;
            if (runs[s] == visitors.Length || (found && visitors[runs[s]] >= visitor)) continue;
            visitor = visitors[runs[s]];
            found = true;
        }

        return found;
    }

    // The order of a visitor's rows in a bucket: time, content. What of the content comes after the origin changes no report.
    private static int Compare(BucketView[] shards, MergedRow left, MergedRow right)
    {
        int order = shards[left.Shard].TimesMs[left.Row].CompareTo(shards[right.Shard].TimesMs[right.Row]);
        for (Column column = Column.Name; order == 0 && column <= Column.Origin; column++)
        {
            SymbolTable table = shards[0].Symbols[column];
            order = table[shards[left.Shard].Codes(column)[left.Row]].SequenceCompareTo(table[shards[right.Shard].Codes(column)[right.Row]]);
        }

        if (order == 0) order = left.Shard.CompareTo(right.Shard);
        return order != 0 ? order : left.Row.CompareTo(right.Row);
    }

    private readonly record struct MergedRow(int Shard, int Row);
}
