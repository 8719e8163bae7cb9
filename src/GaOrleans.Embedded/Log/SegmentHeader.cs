using GaOrleans.Core.Encoding;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// The start of a segment file, in a page of its own:
/// <code>
/// version 1
///   u32  magic "GALS"
///   u16  version
///   u64  sequence: grows from segment to segment, with gaps where making one failed
///   u64  id: random, part of every record's checksum, so that no other file's bytes pass as records of this one
///   u64  first offset
///   u64  sequence of the segment before, 0 for none
///   u64  id of the segment before
///   u64  byte at which the segment before ends: what lies behind it was never acknowledged and is no part of the log
///   u32  CRC32C of all above
/// </code>
/// A segment before ends, in offsets, where this one starts. A change of any field needs a new version.
/// </summary>
/// <param name="Sequence">Which segment.</param>
/// <param name="Id">Random number.</param>
/// <param name="FirstOffset">Offset of its first hit.</param>
/// <param name="PreviousSequence">The segment before, 0 for none.</param>
/// <param name="PreviousId">Its id.</param>
/// <param name="PreviousEndBytes">Where it ends.</param>
internal readonly record struct SegmentHeader(long Sequence, ulong Id, long FirstOffset, long PreviousSequence, ulong PreviousId, long PreviousEndBytes)
{
    /// <summary>Bytes before the first record: a page, so that no write of a record touches the header.</summary>
    internal const int PageBytes = 4096;

    private const uint Magic = 0x534C4147;
    private const ushort Version = 1;
    private const int CheckedBytes = 4 + 2 + (6 * 8);

    /// <summary>Writes the header into a page.</summary>
    internal void Write(Span<byte> page)
    {
        var to = new ByteWriter(page);
        to.UInt32(Magic);
        to.UInt16(Version);
        to.UInt64((ulong)Sequence);
        to.UInt64(Id);
        to.UInt64((ulong)FirstOffset);
        to.UInt64((ulong)PreviousSequence);
        to.UInt64(PreviousId);
        to.UInt64((ulong)PreviousEndBytes);
        to.UInt32(Crc32C.Of(page[..CheckedBytes]));
    }

    /// <summary>Reads a header. Never throws.</summary>
    /// <returns>Whether it is one of a known version and undamaged.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> page, out SegmentHeader header)
    {
        var from = new ByteReader(page);
        bool known = from.UInt32() == Magic && from.UInt16() == Version;
        header = new SegmentHeader((long)from.UInt64(), from.UInt64(), (long)from.UInt64(), (long)from.UInt64(), from.UInt64(), (long)from.UInt64());
        return known && from.UInt32() == Crc32C.Of(page[..Math.Min(CheckedBytes, page.Length)]) && !from.Failed;
    }
}
