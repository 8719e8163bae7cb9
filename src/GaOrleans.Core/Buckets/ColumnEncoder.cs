using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// A dictionary-coded column: its values by frequency, then by their bytes, each told by what it has in common with the one before;
/// then a code for the first row of each run; then for all other rows 0 when the value is that of the row before, else one more than the code.
/// Values that rows have in common (client, origin, host) thus cost almost nothing beyond a visitor's first row.
/// </summary>
internal static class ColumnEncoder
{
    /// <summary>Writes the three blocks of a column.</summary>
    public static void Write(Column column, int[] codes, in ColumnValues values, int[] runStarts, BlockWriter to)
    {
        int[] order = ByFrequency(codes, values);
        to.Add(Dictionary(values, order, StoredBlocks.FirstNeighbour(column)));
        ByteBuffer tokens = new(), bits = new();
        if (values.Count > 1)
        {
            var ranks = new int[order.Length];
            for (int rank = 0; rank < order.Length; rank++) ranks[order[rank]] = rank;
            WriteCodes(codes, ranks, runStarts, tokens, bits);
        }

        to.Add(tokens);
        to.Add(bits, isDense: true);
    }

    private static int[] ByFrequency(int[] codes, in ColumnValues values)
    {
        var times = new int[values.Count];
        foreach (int code in codes) times[code]++;
        var order = new int[times.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        ColumnValues texts = values;
        Array.Sort(order, (left, right) =>
        {
            int byTimes = times[right].CompareTo(times[left]);
            return byTimes != 0 ? byTimes : texts[left].SequenceCompareTo(texts[right]);
        });
        return order;
    }

    private static ByteBuffer Dictionary(in ColumnValues values, int[] order, ReadOnlySpan<byte> before)
    {
        var to = new ByteBuffer();
        to.Varint((uint)order.Length);
        foreach (int code in order)
        {
            ReadOnlySpan<byte> value = values[code];
            int shared = value.CommonPrefixLength(before);
            to.Varint((uint)shared);
            to.Varint((uint)(value.Length - shared));
            to.Raw(value[shared..]);
            before = value;
        }

        return to;
    }

    private static void WriteCodes(int[] codes, int[] ranks, int[] runStarts, ByteBuffer tokens, ByteBuffer bits)
    {
        var bitWriter = new BitWriter(bits);
        var to = new TokenWriter(tokens, ref bitWriter);
        for (int run = 0; run + 1 < runStarts.Length; run++) to.Value((uint)ranks[codes[runStarts[run]]]);
        for (int run = 0; run + 1 < runStarts.Length; run++)
        {
            int before = codes[runStarts[run]];
            for (int row = runStarts[run] + 1; row < runStarts[run + 1]; row++)
            {
                to.Value(codes[row] == before ? 0 : (uint)ranks[codes[row]] + 1);
                before = codes[row];
            }
        }

        bitWriter.Flush();
    }
}
