using System.Numerics;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The columns that every row has. Visitors ascend and are random, so each is told as the distance to the one before, Golomb-Rice coded;
/// a run's first time is 22 bits, every further one the distance to the one before.
/// </summary>
internal static class RowEncoder
{
    /// <summary>Writes the blocks of rows.</summary>
    /// <returns>The parameter of the Rice code, which the header holds.</returns>
    public static int Write(BucketView view, BlockWriter to)
    {
        ByteBuffer bits = new(), tokens = new();
        var bitWriter = new BitWriter(bits);
        var tokenWriter = new TokenWriter(tokens, ref bitWriter);
        int rice = WriteVisitors(view.RunVisitors, ref bitWriter);
        int[] starts = view.RunStarts;
        for (int run = 0; run + 1 < starts.Length; run++) tokenWriter.Value((uint)(starts[run + 1] - starts[run] - 1));
        for (int run = 0; run + 1 < starts.Length; run++)
        {
            int time = view.TimesMs[starts[run]];
            bitWriter.Bits((uint)time, BucketSnapshot.TimeBits);
            for (int row = starts[run] + 1; row < starts[run + 1]; row++)
            {
                int pause = view.TimesMs[row] - time;

                // The lowest bit is as good as random; written as it is, every row takes a bit, which bounds what a reader has to allocate.
                bitWriter.Bits((uint)pause, 1);
                tokenWriter.Value((uint)pause >> 1);
                time += pause;
            }
        }

        bitWriter.Flush();
        to.Add(bits, isDense: true);
        to.Add(tokens);
        return rice;
    }

    private static int WriteVisitors(ulong[] visitors, ref BitWriter to)
    {
        if (visitors.Length == 0) return 0;
        int rice = BitOperations.Log2((visitors[^1] / (ulong)visitors.Length) | 1);
        ulong next = 0;
        foreach (ulong visitor in visitors)
        {
            ulong distance = visitor - next;
            to.Unary(distance >> rice);
            to.Bits(distance, rice);
            next = visitor + 1;
        }

        return rice;
    }
}
