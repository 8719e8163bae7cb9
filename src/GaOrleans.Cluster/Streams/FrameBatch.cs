using GaOrleans.Core.Encoding;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// What the collector publishes to the stream of a bucket: the frames that gathered for it within some milliseconds.
/// <code>
/// version 1
///   u8      version
///   varint  number of frames
///   blob    each frame (<see cref="Core.Hits.HitFrame"/>); all its counted hits belong to the stream's bucket
/// </code>
/// </summary>
public static class FrameBatch
{
    /// <summary>The version written.</summary>
    public const byte Version = 1;

    private const int MostFrames = 1 << 20, FrameOverhead = 5, HeaderBytes = 8;

    /// <summary>Encodes frames.</summary>
    public static byte[] Write(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        int size = HeaderBytes;
        foreach (ReadOnlyMemory<byte> frame in frames) size += frame.Length + FrameOverhead;
        byte[] buffer = new byte[size];
        var to = new ByteWriter(buffer);
        to.Byte(Version);
        to.Varint((uint)frames.Count);
        foreach (ReadOnlyMemory<byte> frame in frames) to.Blob(frame.Span);
        return buffer[..to.Length];
    }

    /// <summary>Decodes frames, as slices of the batch.</summary>
    /// <returns>The frames, or null when the batch is malformed.</returns>
    public static List<ReadOnlyMemory<byte>>? TryRead(ReadOnlyMemory<byte> batch)
    {
        var from = new ByteReader(batch.Span);
        bool known = from.Byte() == Version;
        int count = from.VarintInt(MostFrames);
        if (!known || from.Failed || count > batch.Length) return null;
        var frames = new List<ReadOnlyMemory<byte>>(count);
        for (int i = 0; i < count && !from.Failed; i++)
        {
            int length = from.Blob().Length;
            frames.Add(batch.Slice(from.Position - length, length));
        }

        return from.AtEnd ? frames : null;
    }
}
