using System.Buffers.Binary;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// What stands before each frame in a segment:
/// <code>
///   u32  length of the frame, at least 1
///   u32  CRC32C over the segment's id, the length, what follows here, and the frame
///   u64  offset of its first hit
///   u32  hits
///   u32  start of its batch: the byte of the segment at which the write began that brought this record
/// </code>
/// Everything before the start of a batch was flushed before the batch was written. So a record that is torn is the end of the log
/// unless a sound record of a later batch follows: then it is damage.
/// </summary>
/// <param name="Length">Length of the frame.</param>
/// <param name="Offset">Offset of the first hit.</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="BatchStart">Where its batch starts.</param>
internal readonly record struct RecordHeader(int Length, long Offset, int Hits, uint BatchStart)
{
    /// <summary>Bytes of the header.</summary>
    internal const int Bytes = 24;

    /// <summary>Header and frame.</summary>
    internal int TotalBytes => Bytes + Length;

    /// <summary>Writes header and frame.</summary>
    internal void Write(Span<byte> destination, ulong segmentId, ReadOnlySpan<byte> frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)Length);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], (uint)Hits);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[20..], BatchStart);
        frame.CopyTo(destination[Bytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], Checksum(destination[..TotalBytes], segmentId));
    }

    /// <summary>Reads the fields, not yet checked; false when no record can look like this.</summary>
    internal static bool TryPeek(ReadOnlySpan<byte> source, out RecordHeader header)
    {
        header = new RecordHeader(
            BinaryPrimitives.ReadInt32LittleEndian(source),
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[20..]));
        return header.Length > 0 && header.Hits is > 0 and <= Core.Hits.HitFrame.MaxHits && header.Offset >= 0;
    }

    /// <summary>Whether header and frame are as they were written.</summary>
    internal static bool IsSound(ReadOnlySpan<byte> record, ulong segmentId) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) == Checksum(record, segmentId);

    private static uint Checksum(ReadOnlySpan<byte> record, ulong segmentId)
    {
        Span<byte> start = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(start, segmentId);
        record[..4].CopyTo(start[8..]);
        return Crc32C.Of(record[8..], Crc32C.Of(start));
    }
}
