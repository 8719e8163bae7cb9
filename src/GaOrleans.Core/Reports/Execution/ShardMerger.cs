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
        List<MergedRow> rows = RowsOf(shards);
        int[] times = [.. rows.Select(row => row.TimeMs)];
        RowFlags[] flags = [.. rows.Select(row => shards[row.Shard].Flags[row.Row])];
        int[][] columns = [.. Enum.GetValues<Column>().Select(column => rows.Select(row => shards[row.Shard].Codes(column)[row.Row]).ToArray())];
        ulong[] visitors = [.. rows.Select(row => row.Visitor).Distinct()];
        var starts = new List<int>();
        for (int row = 0; row < rows.Count; row++)
        {
            if (row == 0 || rows[row].Visitor != rows[row - 1].Visitor) starts.Add(row);
        }

        starts.Add(rows.Count);
        int[][] places = Places(shards, rows);
        return new ViewScan
        {
            BaseMs = shards[0].Key.Hour * 1000,
            Segments = VisitSegments.Of(visitors, [.. starts], times, flags),
            TimesMs = times,
            Flags = flags,
            Columns = columns,
            Revenue = [.. shards.SelectMany((shard, s) => shard.Revenue.Select(value => value with { Row = places[s][value.Row] })).OrderBy(value => value.Row)],
            EngagementMs = [.. shards.SelectMany((shard, s) => shard.EngagementMs.Select(value => value with { Row = places[s][value.Row] })).OrderBy(value => value.Row)],
            ScrollDepth = [.. shards.SelectMany((shard, s) => shard.ScrollDepth.Select(value => value with { Row = places[s][value.Row] })).OrderBy(value => value.Row)],
        };
    }

    private static int[][] Places(BucketView[] shards, List<MergedRow> rows)
    {
        int[][] places = [.. shards.Select(shard => new int[shard.RowCount])];
        for (int i = 0; i < rows.Count; i++) places[rows[i].Shard][rows[i].Row] = i;
        return places;
    }

    private static List<MergedRow> RowsOf(BucketView[] shards)
    {
        var rows = new List<MergedRow>();
        for (int s = 0; s < shards.Length; s++)
        {
            BucketView shard = shards[s];
            for (int run = 0; run < shard.RunVisitors.Length; run++)
            {
                for (int row = shard.RunStarts[run]; row < shard.RunStarts[run + 1]; row++) rows.Add(new MergedRow(shard.RunVisitors[run], shard.TimesMs[row], s, row));
            }
        }

        rows.Sort((left, right) => Compare(shards, left, right));
        return rows;
    }

    // The order of rows in a bucket: visitor, time, content. What of the content comes after the origin changes no report.
    private static int Compare(BucketView[] shards, MergedRow left, MergedRow right)
    {
        int order = left.Visitor.CompareTo(right.Visitor);
        if (order == 0) order = left.TimeMs.CompareTo(right.TimeMs);
        for (Column column = Column.Name; order == 0 && column <= Column.Origin; column++)
        {
            SymbolTable table = shards[0].Symbols[column];
            order = table[shards[left.Shard].Codes(column)[left.Row]].SequenceCompareTo(table[shards[right.Shard].Codes(column)[right.Row]]);
        }

        if (order == 0) order = left.Shard.CompareTo(right.Shard);
        return order != 0 ? order : left.Row.CompareTo(right.Row);
    }

    private readonly record struct MergedRow(ulong Visitor, int TimeMs, int Shard, int Row);
}
