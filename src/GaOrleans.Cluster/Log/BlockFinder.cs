using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Log;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// Finds out whether a former owner stored a block, by looking for its frames. They stand together, in their order; only where the former owner died
/// they may end early, at the end of what it stored. Blocks on the disk.
/// </summary>
internal static class BlockFinder
{
    /// <summary>The offsets of the frames that are stored: all, the first ones, or none.</summary>
    /// <param name="log">The log.</param>
    /// <param name="frames">The frames of the block.</param>
    /// <param name="from">An offset before which they cannot stand.</param>
    /// <param name="end">Where the former owner ended.</param>
    /// <exception cref="IOException">The files cannot be read.</exception>
    internal static List<long> Find(SegmentedLog log, IReadOnlyList<ReadOnlyMemory<byte>> frames, long from, long end)
    {
        var offsets = new List<long>(frames.Count);
        if (from >= end) return offsets;
        using LogCursor cursor = log.Read(from);
        while (offsets.Count < frames.Count && cursor.TryNext(out LoggedFrame frame) && frame.First.Offset < end)
        {
            // The frame that holds the offset is one that the sender knows to be another.
            if (frame.First.Offset < from) continue;
            if (!frame.Frame.Span.SequenceEqual(frames[offsets.Count].Span))
            {
                offsets.Clear();
                if (!frame.Frame.Span.SequenceEqual(frames[0].Span)) continue;
            }

            offsets.Add(frame.First.Offset);
        }

        return offsets;
    }
}
