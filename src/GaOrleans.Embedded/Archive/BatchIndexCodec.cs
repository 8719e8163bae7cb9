using System.Buffers.Binary;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// The stored form of a batch's index.
/// <code>
/// version 1
///   u8      version
///   varint  files, for each:
///     varint  hour of receipt, seconds since 1970 UTC
///     varint  members, for each:
///       varint  compressed bytes
///       varint  bytes unpacked
///       u32     CRC-32C of the compressed bytes
///       varint  runs, for each:
///         varint  site, less that of the run before in the member
///         varint  hits
///         varint  offset of the first hit, less that of the batch's first
///         varint  offset of the last hit, less that of the run's first
///   u32     CRC-32C of all before
/// </code>
/// A new version is needed whenever a field is added, removed or read differently; readers keep all old versions.
/// </summary>
internal static class BatchIndexCodec
{
    public const byte Version = 1;

    private const int NumberBytes = 10, MemberBytes = 34, RunBytes = 40;

    /// <summary>Writes the index of a batch that starts at an offset.</summary>
    public static byte[] Write(BatchIndex index, long first)
    {
        var buffer = new byte[MostBytes(index)];
        var to = new ByteWriter(buffer);
        to.Byte(Version);
        to.Varint((uint)index.Files.Count);
        foreach (IndexedFile file in index.Files)
        {
            to.Varint((ulong)file.Hour);
            to.Varint((uint)file.Members.Count);
            foreach (IndexedMember member in file.Members) WriteMember(ref to, member, first);
        }

        to.UInt32(Crc32C.Of(to.Written));
        return buffer[..to.Length];
    }

    /// <summary>Reads an index. Never throws.</summary>
    /// <returns>The index, or null when the bytes are damaged or of an unknown version.</returns>
    public static BatchIndex? Read(ReadOnlySpan<byte> bytes, long first)
    {
        if (bytes.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != Crc32C.Of(bytes[..^sizeof(uint)])) return null;
        var from = new ByteReader(bytes[..^sizeof(uint)]);
        if (from.Byte() != Version) return null;
        int count = from.VarintInt(from.Remaining);
        var files = new List<IndexedFile>();
        for (int i = 0; i < count && !from.Failed; i++)
        {
            long hour = (long)from.Varint();
            int memberCount = from.VarintInt(from.Remaining);
            var members = new List<IndexedMember>();
            for (int m = 0; m < memberCount && !from.Failed; m++) members.Add(ReadMember(ref from, first));
            files.Add(new IndexedFile(hour, members));
        }

        return from.AtEnd ? new BatchIndex(files) : null;
    }

    private static void WriteMember(ref ByteWriter to, IndexedMember member, long first)
    {
        to.Varint((uint)member.SizeBytes);
        to.Varint((uint)member.TextBytes);
        to.UInt32(member.Crc);
        to.Varint((uint)member.Runs.Count);
        int site = 0;
        foreach (IndexedRun run in member.Runs)
        {
            to.Varint((uint)(run.Site - site));
            to.Varint((uint)run.Hits);
            to.Varint((ulong)(run.First - first));
            to.Varint((ulong)(run.Last - run.First));
            site = run.Site;
        }
    }

    private static IndexedMember ReadMember(ref ByteReader from, long first)
    {
        int size = from.VarintInt();
        int text = from.VarintInt();
        uint crc = from.UInt32();
        int count = from.VarintInt(from.Remaining);
        var runs = new List<IndexedRun>();
        int site = 0;
        for (int i = 0; i < count && !from.Failed; i++)
        {
            site += from.VarintInt();
            int hits = from.VarintInt();
            long start = first + from.VarintInt();
            runs.Add(new IndexedRun(site, hits, start, start + from.VarintInt()));
        }

        return new IndexedMember(size, text, crc, runs);
    }

    private static int MostBytes(BatchIndex index)
    {
        int size = 1 + NumberBytes + sizeof(uint);
        foreach (IndexedFile file in index.Files)
        {
            size += 2 * NumberBytes;
            foreach (IndexedMember member in file.Members) size += MemberBytes + (RunBytes * member.Runs.Count);
        }

        return size;
    }
}
