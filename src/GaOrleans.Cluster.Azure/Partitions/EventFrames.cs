using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Log;

namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>
/// Turns events into the frames of the archive. The archive numbers hits without gaps, so its offsets are not those of Event Hubs: each batch
/// notes the sequence number behind it.
/// </summary>
internal static class EventFrames
{
    /// <summary>The frames of an event.</summary>
    /// <param name="taken">The event. One that cannot be read becomes one frame as it is, which the archive keeps as malformed.</param>
    /// <param name="next">Where in the archive its first hit comes to stand.</param>
    public static List<LoggedFrame> Of(in LogEvent taken, LogPosition next)
    {
        var logged = new List<LoggedFrame>();
        if (!taken.IsArchived || taken.Body.IsEmpty) return logged;
        List<ReadOnlyMemory<byte>> frames = FrameBatch.TryRead(taken.Body) ?? [taken.Body];
        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            if (frame.IsEmpty) continue;
            int hits = HitFrame.TryOpen(frame.Span, out HitFrameReader reader) ? reader.Count : 1;
            logged.Add(new LoggedFrame(next, hits, frame));
            next = next with { Offset = next.Offset + hits };
        }

        return logged;
    }
}
