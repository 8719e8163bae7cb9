using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>Takes the hits out of an event.</summary>
internal static class EventHits
{
    /// <summary>How many hits an event has, those that count nowhere included; 0 when it cannot be read.</summary>
    public static int Count(ReadOnlyMemory<byte> body)
    {
        if (FrameBatch.TryRead(body) is not { } frames) return 0;
        int count = 0;
        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            if (HitFrame.TryOpen(frame.Span, out HitFrameReader reader)) count += reader.Count;
        }

        return count < EventOffsets.PerEvent ? count : 0;
    }

    /// <summary>Adds the hits that count to a bundle, each at its offset.</summary>
    /// <param name="sequence">The event's sequence number.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="after">Hits up to this offset are left out.</param>
    /// <param name="into">Gets the hits.</param>
    /// <returns>Offset of the last hit added; -1 when there is none.</returns>
    public static long AddTo(long sequence, ReadOnlyMemory<byte> body, long after, HitBundleBuilder into)
    {
        long last = -1;
        if (Count(body) == 0 || FrameBatch.TryRead(body) is not { } frames) return last;
        int index = 0;
        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            if (!HitFrame.TryOpen(frame.Span, out HitFrameReader reader)) continue;
            int start = index;
            while (reader.TryNext(out HitFields hit))
            {
                long offset = EventOffsets.Of(sequence, index++);
                if (hit.Drop != DropReason.None || offset <= after) continue;
                into.Add(offset, reader.Encoded);
                last = offset;
            }

            // A hit that cannot be read ends its frame; those of the next keep the offsets that the archive gives them.
            index = start + reader.Count;
        }

        return last;
    }
}
