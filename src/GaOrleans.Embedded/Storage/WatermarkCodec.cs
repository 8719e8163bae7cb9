using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Embedded.Storage;

/// <summary>The watermarks of a bucket as a blob: for each partition, varint partition and varint offset.</summary>
internal static class WatermarkCodec
{
    /// <summary>Writes watermarks.</summary>
    internal static byte[] Write(IReadOnlyList<LogPosition> watermarks)
    {
        var bytes = new byte[watermarks.Count * 20];
        var to = new ByteWriter(bytes);
        foreach (LogPosition position in watermarks)
        {
            to.Varint((uint)position.Partition);
            to.Varint((ulong)position.Offset);
        }

        return bytes[..to.Length];
    }

    /// <summary>Reads watermarks; null when the bytes are none.</summary>
    internal static LogPosition[]? Read(ReadOnlySpan<byte> bytes)
    {
        var watermarks = new List<LogPosition>(1);
        var from = new ByteReader(bytes);
        while (!from.Failed && from.Remaining > 0) watermarks.Add(new LogPosition(from.VarintInt(), (long)from.Varint()));
        return from.Failed ? null : [.. watermarks];
    }
}
