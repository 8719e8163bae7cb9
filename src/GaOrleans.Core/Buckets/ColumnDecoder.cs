using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Buckets;

/// <summary>Reads what <see cref="ColumnEncoder"/> writes. Never throws.</summary>
internal static class ColumnDecoder
{
    private const int MostValueBytes = HitLimits.EncodedBytes * 2, MostBytes = 1 << 28;

    /// <summary>Reads a column.</summary>
    /// <returns>False when its blocks are malformed.</returns>
    public static bool TryRead(BlockReader blocks, Column column, int[] runStarts, out int[] codes, out ColumnValues values)
    {
        codes = [];
        int rows = runStarts[^1];
        if (!TryReadDictionary(blocks, column, rows, out values)) return false;
        int tokenBytes = blocks.RawBytes(StoredBlocks.Tokens(column));
        if (values.Count < 2)
        {
            codes = new int[rows];
            return tokenBytes == 0 && blocks.RawBytes(StoredBlocks.Bits(column)) == 0 && (values.Count == 1 || rows == 0);
        }

        if (tokenBytes != rows) return false;
        if (blocks.Read(StoredBlocks.Tokens(column)) is not { } tokens || blocks.Read(StoredBlocks.Bits(column)) is not { } bits) return false;
        codes = new int[rows];
        return TryReadCodes(codes, values.Count, runStarts, new TokenReader(tokens.Span), new BitReader(bits.Span));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadDictionary(BlockReader blocks, Column column, int rows, out ColumnValues values)
    {
        values = default;
        if (blocks.Read(StoredBlocks.Values(column)) is not { } bytes) return false;
        var sizes = new ByteReader(bytes.Span);
        int count = sizes.VarintInt(Math.Min(rows, bytes.Length));
        var starts = new int[count];
        var ends = new int[count];
        ReadOnlySpan<byte> first = StoredBlocks.FirstNeighbour(column);
        long total = first.Length;
        for (int i = 0, before = first.Length; i < count; i++)
        {
            int shared = sizes.VarintInt(before), rest = sizes.VarintInt(MostValueBytes);
            sizes.Raw(rest);
            before = shared + rest;
            starts[i] = (int)total;
            total += before;
            if (sizes.Failed || total > MostBytes) return false;
            ends[i] = (int)total;
        }

        if (!sizes.AtEnd) return false;
        values = new ColumnValues(Expand(bytes.Span, first, starts, ends, (int)total), starts, ends, count);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] Expand(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> first, int[] starts, int[] ends, int size)
    {
        var bytes = new byte[size];
        first.CopyTo(bytes);
        var from = new ByteReader(dictionary);
        from.Varint();
        for (int i = 0, before = 0; i < starts.Length; before = starts[i++])
        {
            int shared = from.VarintInt();
            ReadOnlySpan<byte> rest = from.Blob();
            bytes.AsSpan(before, shared).CopyTo(bytes.AsSpan(starts[i]));
            rest.CopyTo(bytes.AsSpan(ends[i] - rest.Length));
        }

        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadCodes(int[] codes, int values, int[] runStarts, TokenReader tokens, BitReader bits)
    {
        for (int run = 0; run + 1 < runStarts.Length; run++) codes[runStarts[run]] = tokens.Int(values - 1, ref bits);
        for (int run = 0; run + 1 < runStarts.Length; run++)
        {
            int code = codes[runStarts[run]], end = runStarts[run + 1];
            for (int row = runStarts[run] + 1; row < end; row++)
            {
                int next = tokens.Int(values, ref bits);
                if (next != 0) code = next - 1;
                codes[row] = code;
            }
        }

        return tokens.AtEnd && bits.AtEnd;
    }
}
