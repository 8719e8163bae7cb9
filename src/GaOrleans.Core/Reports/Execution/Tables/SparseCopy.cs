using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Copies what few rows carry into the order of a <see cref="TableSlice"/>.</summary>
internal static class SparseCopy
{
    /// <summary>Copies revenue.</summary>
    public static SparseRevenue[] Revenue(TableSlice slice, ViewScan[] views)
    {
        var copy = new List<SparseRevenue>();
        Visit(slice, views, static view => view.Revenue, static value => value.Row, (value, row) => copy.Add(value with { Row = row }));
        copy.Sort(static (left, right) => left.Row.CompareTo(right.Row));
        return [.. copy];
    }

    /// <summary>Copies small numbers.</summary>
    public static SparseValue[] Values(TableSlice slice, ViewScan[] views, Func<ViewScan, SparseValue[]> of)
    {
        var copy = new List<SparseValue>();
        Visit(slice, views, of, static value => value.Row, (value, row) => copy.Add(value with { Row = row }));
        copy.Sort(static (left, right) => left.Row.CompareTo(right.Row));
        return [.. copy];
    }

    private static void Visit<T>(TableSlice slice, ViewScan[] views, Func<ViewScan, T[]> of, Func<T, int> rowOf, Action<T, int> add)
    {
        for (int v = 0; v < views.Length; v++)
        {
            T[] values = of(views[v]);
            if (values.Length == 0) continue;
            Segment[] items = views[v].Segments.Items;
            for (int link = slice.Links.Starts[v]; link < slice.Links.Starts[v + 1]; link++)
            {
                int place = slice.Links.Places[link];
                if (place == SliceLinks.Nowhere) continue;
                int i = slice.Links.SegmentOf(v, link);
                int to = slice.RowOf(place, items[i], views[v].Flags, out int startRow);
                for (int at = FirstFrom(values, startRow, rowOf); at < values.Length && rowOf(values[at]) < items[i + 1].StartRow; at++) add(values[at], to + rowOf(values[at]) - startRow);
            }
        }
    }

    private static int FirstFrom<T>(T[] values, int row, Func<T, int> rowOf)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (rowOf(values[middle]) < row) low = middle + 1; else high = middle;
        }

        return low;
    }
}
