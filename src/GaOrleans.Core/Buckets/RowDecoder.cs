using GaOrleans.Core.Encoding;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Buckets;

/// <summary>Reads what <see cref="RowEncoder"/> writes. Never throws.</summary>
internal static class RowDecoder
{
    /// <summary>Reads visitors, run starts and times.</summary>
    /// <returns>False when the blocks are malformed.</returns>
    public static bool TryRead(BlockReader blocks, in StoredHeader header, out ulong[] visitors, out int[] starts, out int[] times)
    {
        visitors = [];
        starts = [0];
        times = [];
        if (blocks.RawBytes(StoredBlocks.RowTokens) != header.Rows || header.Rows > blocks.StoredBytes(StoredBlocks.RowBits) * 8L) return false;
        if (blocks.Read(StoredBlocks.RowBits) is not { } bitBytes || blocks.Read(StoredBlocks.RowTokens) is not { } tokenBytes) return false;
        var bits = new BitReader(bitBytes.Span);
        var tokens = new TokenReader(tokenBytes.Span);
        visitors = new ulong[header.Runs];
        starts = new int[header.Runs + 1];
        times = new int[header.Rows];
        return TryReadVisitors(visitors, header.RiceBits, ref bits)
            && TryReadStarts(starts, header.Rows, ref tokens, ref bits)
            && TryReadTimes(times, starts, ref tokens, ref bits)
            && tokens.AtEnd && bits.AtEnd;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadVisitors(ulong[] visitors, int rice, ref BitReader from)
    {
        ulong next = 0;
        for (int i = 0; i < visitors.Length; i++)
        {
            ulong quotient = from.Unary(), distance = (quotient << rice) | from.Bits(rice);
            ulong visitor = next + distance;

            // A wrap means that the distance leads past the largest id; the id after the largest is 0, and nothing may follow it.
            if (quotient > ulong.MaxValue >> rice || visitor < next || (next == 0 && i > 0)) return false;
            visitors[i] = visitor;
            next = visitor + 1;
        }

        return !from.Failed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadStarts(int[] starts, int rows, ref TokenReader tokens, ref BitReader bits)
    {
        int at = 0;
        for (int run = 0; run + 1 < starts.Length; run++)
        {
            at += tokens.Int(rows - at - 1, ref bits) + 1;
            starts[run + 1] = at;
            if (tokens.Failed) return false;
        }

        return at == rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryReadTimes(int[] times, int[] starts, ref TokenReader tokens, ref BitReader bits)
    {
        for (int run = 0; run + 1 < starts.Length; run++)
        {
            int time = (int)bits.Bits(BucketSnapshot.TimeBits);
            int end = starts[run + 1];
            for (int row = starts[run]; ; )
            {
                if (time >= BucketView.HourMs) return false;
                times[row] = time;
                if (++row >= end) break;
                int low = (int)bits.Bits(1);
                time += (tokens.Int(BucketView.HourMs, ref bits) << 1) | low;
            }
        }

        return !tokens.Failed && !bits.Failed;
    }
}
