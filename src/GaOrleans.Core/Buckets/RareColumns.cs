using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The block of what few rows have: rows whose hits are not interactive, revenue, engaged time, scroll depth.
/// Each list is its length, then the distances between its rows, then the values. Empty when there is none of all.
/// </summary>
internal static class RareColumns
{
    /// <summary>Writes the block.</summary>
    public static ByteBuffer Write(BucketView view, List<int> silentRows)
    {
        var to = new ByteBuffer();
        if (silentRows.Count + view.Revenue.Length + view.EngagementMs.Length + view.ScrollDepth.Length == 0) return to;
        WriteRows(to, silentRows.Count, silentRows, static (rows, i) => rows[i]);
        WriteRows(to, view.Revenue.Length, view.Revenue, static (entries, i) => entries[i].Row);
        foreach (SparseRevenue entry in view.Revenue) to.SignedVarint(entry.Milli);
        uint currency = 0;
        foreach (SparseRevenue entry in view.Revenue)
        {
            to.Varint(entry.Currency ^ currency);
            currency = entry.Currency;
        }

        WriteValues(to, view.EngagementMs);
        WriteValues(to, view.ScrollDepth);
        return to;
    }

    /// <summary>Reads the block.</summary>
    /// <returns>False when it is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> block, int rows, out RareValues values)
    {
        values = RareValues.None;
        if (block.IsEmpty) return true;
        var from = new ByteReader(block);
        int[] silent = ReadRows(ref from, rows);
        int[] revenueRows = ReadRows(ref from, rows);
        var revenue = new SparseRevenue[revenueRows.Length];
        for (int i = 0; i < revenue.Length; i++) revenue[i] = new SparseRevenue(revenueRows[i], from.SignedVarint(), 0);
        uint currency = 0;
        for (int i = 0; i < revenue.Length; i++)
        {
            ulong change = from.Varint();
            currency ^= (uint)change;
            if (change > uint.MaxValue || currency == 0) return false;
            revenue[i] = revenue[i] with { Currency = currency };
        }

        values = new RareValues(silent, revenue, ReadValues(ref from, rows), ReadValues(ref from, rows));
        return from.AtEnd;
    }

    private static void WriteValues(ByteBuffer to, SparseValue[] column)
    {
        WriteRows(to, column.Length, column, static (entries, i) => entries[i].Row);
        foreach (SparseValue entry in column) to.Varint((uint)entry.Value);
    }

    private static void WriteRows<T>(ByteBuffer to, int count, T list, Func<T, int, int> rowAt)
    {
        to.Varint((uint)count);
        for (int i = 0, next = 0; i < count; i++)
        {
            int row = rowAt(list, i);
            to.Varint((uint)(row - next));
            next = row + 1;
        }
    }

    private static SparseValue[] ReadValues(ref ByteReader from, int rows)
    {
        int[] at = ReadRows(ref from, rows);
        var column = new SparseValue[at.Length];
        for (int i = 0; i < column.Length; i++) column[i] = new SparseValue(at[i], from.VarintInt());
        return column;
    }

    private static int[] ReadRows(ref ByteReader from, int rows)
    {
        var list = new int[from.VarintInt(Math.Min(rows, from.Remaining))];
        for (int i = 0, next = 0; i < list.Length; i++)
        {
            // Past the last row there is no next: the limit is then -1 and anything fails.
            list[i] = next + (next < rows ? from.VarintInt(rows - 1 - next) : from.VarintInt(0));
            next = list[i] + 1;
        }

        return list;
    }
}
