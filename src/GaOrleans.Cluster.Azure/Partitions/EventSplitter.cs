using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>Divides frames into events that Event Hubs takes: bounded in bytes, and in hits because of their offsets.</summary>
internal static class EventSplitter
{
    /// <summary>Bytes of an event at most. Event Hubs takes 1 MiB, its own fields included.</summary>
    public const int MostBytes = 900 * 1024;

    private const int FrameOverhead = 5, HeaderBytes = 8;

    /// <summary>Groups frames in their order; one that is too large is divided.</summary>
    /// <exception cref="InvalidDataException">A single hit is larger than an event may be: the collector's limits do not fit.</exception>
    public static List<List<ReadOnlyMemory<byte>>> Split(IReadOnlyList<ReadOnlyMemory<byte>> frames, int mostBytes = MostBytes)
    {
        var events = new List<List<ReadOnlyMemory<byte>>>();
        int bytes = 0, hits = 0;
        foreach (ReadOnlyMemory<byte> whole in frames)
        {
            foreach (ReadOnlyMemory<byte> frame in Fitting(whole, mostBytes - HeaderBytes - FrameOverhead))
            {
                int count = HitFrame.TryOpen(frame.Span, out HitFrameReader reader) ? reader.Count : 1;
                int size = frame.Length + FrameOverhead;
                if (events.Count == 0 || bytes + size > mostBytes || hits + count >= EventOffsets.PerEvent)
                {
                    events.Add([]);
                    (bytes, hits) = (HeaderBytes, 0);
                }

                events[^1].Add(frame);
                bytes += size;
                hits += count;
            }
        }

        return events;
    }

    private static List<ReadOnlyMemory<byte>> Fitting(ReadOnlyMemory<byte> frame, int mostBytes)
    {
        if (frame.Length <= mostBytes) return [frame];
        if (!HitFrame.TryOpen(frame.Span, out HitFrameReader reader) || reader.Count < 2)
        {
            throw new InvalidDataException($"cannot publish a frame of {frame.Length} bytes: an event takes {mostBytes}; lower the collector's limit for one hit");
        }

        int half = reader.Count / 2;
        return [.. Fitting(Part(frame, 0, half), mostBytes), .. Fitting(Part(frame, half, reader.Count), mostBytes)];
    }

    // Some hits of a frame as a frame of their own. What the client sent stands once for several hits, so the first of the part gets it again.
    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> frame, int from, int to)
    {
        HitFrame.TryOpen(frame.Span, out HitFrameReader reader);
        var buffer = new byte[frame.Length * 2];
        var writer = new ByteWriter(buffer);
        HitFrame.WriteHeader(ref writer, to - from, reader.Envelope);
        ReadOnlySpan<byte> written = default;
        for (int i = 0; i < to; i++)
        {
            if (!reader.TryNext(out _)) throw new InvalidDataException("cannot divide a frame: it is malformed; the collector that made it has a defect");
            if (i < from) continue;
            writer.Blob(reader.Encoded);
            bool same = i > from && reader.Raw.SequenceEqual(written);
            writer.Blob(same ? default : reader.Raw);
            written = reader.Raw;
        }

        return buffer.AsMemory(0, writer.Length);
    }
}
