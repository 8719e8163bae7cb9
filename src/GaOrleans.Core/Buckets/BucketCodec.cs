using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The stored form of a bucket. Open and sealed buckets are laid out alike; sealed ones are compressed harder, open ones fast.
/// <code>
/// version 1
///   u8      version
///   u8      form: 0 open, 1 sealed
///   varint  site;  signed hour, seconds since 1970 UTC;  varint shard
///   varint  rows;  varint runs (visitors);  varint duplicates;  u8 parameter of the visitors' Rice code
///   u8      body: 0 blocks, 1 one Brotli stream of all blocks behind a varint with its size
///           directory: for each of <see cref="StoredBlocks"/> varint (content bytes * 2 + 1 if Brotli), then its stored bytes if so
///           blocks
///   u32     CRC32C of all before
/// </code>
/// Rows are sorted by visitor, time, content. The sealed bytes are a function of the set of hits received, whatever their order and batching,
/// and of the Brotli library. Watermarks stand outside. A new version is needed when a block is added or read differently; readers keep all old ones.
/// </summary>
public static class BucketCodec
{
    /// <summary>The version written.</summary>
    public const byte Version = 1;

    private const int OpenQuality = 1, SealedQuality = 5, ChecksumBytes = sizeof(uint), MostRows = 1 << 28;

    /// <summary>The open form, for checkpoints. By the owner, or of a bucket that nobody applies to.</summary>
    public static byte[] WriteOpen(Bucket bucket) => Write(bucket.TakeImage(), isSealed: false);

    /// <summary>The sealed form. By the owner, or of a bucket that nobody applies to.</summary>
    public static byte[] WriteSealed(Bucket bucket) => Write(bucket.TakeImage(), isSealed: true);

    /// <summary>Either form of a bucket as it was when the image was taken. Any thread.</summary>
    public static byte[] Write(BucketImage image, bool isSealed) => Write(image.Snapshot, image.DuplicateCount, isSealed);

    /// <summary>Opens stored bytes, of either form, for reading. The view keeps the bytes, which must not change.</summary>
    /// <param name="bytes">What was stored.</param>
    /// <param name="key">The bucket that they must be of.</param>
    /// <param name="symbols">The tables of the site.</param>
    /// <param name="limits">What the view shows.</param>
    /// <param name="view">The view, when true is returned.</param>
    /// <returns>False when the bytes are damaged, of another bucket or of an unknown version.</returns>
    public static bool TryOpenView(ReadOnlyMemory<byte> bytes, BucketKey key, SiteSymbols symbols, BucketLimits limits, out BucketView? view)
    {
        view = null;
        if (!TryReadHeader(bytes, key, out StoredHeader header, out BlockReader? blocks)) return false;
        if (SealedView.TryOpen(blocks!, header, out ViewRows rows, out _) is not { } source) return false;
        view = source.View(key, symbols, limits, rows);
        return true;
    }

    /// <summary>Makes a live bucket of stored bytes of either form. Its watermarks are the caller's to restore.</summary>
    /// <returns>False when the bytes are damaged in any part, of another bucket or of an unknown version.</returns>
    public static bool TryReadBucket(ReadOnlyMemory<byte> bytes, BucketKey key, BucketLimits limits, out Bucket? bucket)
    {
        bucket = null;
        if (!TryReadHeader(bytes, key, out StoredHeader header, out BlockReader? blocks)) return false;
        if (StoredRows.TryRead(blocks!, header, key) is not { } rows) return false;
        bucket = new Bucket(key, limits);
        for (int row = 0; row < header.Rows; row++) bucket.Add(rows.Read(row));
        bucket.RestoreDuplicates(header.Duplicates);
        return true;
    }

    /// <summary>Whether bytes are whole in every part: checksum, and every block well-formed.</summary>
    public static bool Verify(ReadOnlyMemory<byte> bytes, BucketKey key) =>
        TryReadHeader(bytes, key, out StoredHeader header, out BlockReader? blocks) && StoredRows.TryRead(blocks!, header, key) is not null;

    private static byte[] Write(in BucketSnapshot snapshot, long duplicates, bool isSealed)
    {
        LiveView source = LiveView.Make(snapshot, new SiteSymbols(), BucketLimits.Default, out BucketView view);
        var blocks = new BlockWriter(isSealed ? SealedQuality : OpenQuality);
        int rice = RowEncoder.Write(view, blocks);
        blocks.Add(RareColumns.Write(view, source.SilentRows()));
        blocks.Add(EventIdBlock.Write(view.EventIds), isDense: true);
        for (Column column = Column.Name; column <= Column.Props; column++)
        {
            int[] codes = source.Decode(column, out ColumnValues values);
            ColumnEncoder.Write(column, codes, values, view.RunStarts, blocks);
        }

        var to = new ByteBuffer();
        WriteHeader(to, snapshot.Key, new StoredHeader(isSealed, view.RowCount, view.RunVisitors.Length, duplicates, rice));
        blocks.WriteTo(to);
        to.UInt32(Crc32C.Of(to.Written));
        return to.Written.ToArray();
    }

    private static void WriteHeader(ByteBuffer to, BucketKey key, in StoredHeader header)
    {
        to.Byte(Version);
        to.Byte(header.Sealed ? (byte)1 : (byte)0);
        to.Varint((uint)key.Site);
        to.SignedVarint(key.Hour);
        to.Varint((uint)key.Shard);
        to.Varint((uint)header.Rows);
        to.Varint((uint)header.Runs);
        to.Varint((ulong)header.Duplicates);
        to.Byte((byte)header.RiceBits);
    }

    private static bool TryReadHeader(ReadOnlyMemory<byte> bytes, BucketKey key, out StoredHeader header, out BlockReader? blocks)
    {
        header = default;
        blocks = null;
        if (bytes.Length < ChecksumBytes) return false;
        ReadOnlyMemory<byte> content = bytes[..^ChecksumBytes];
        if (Crc32C.Of(content.Span) != System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[content.Length..])) return false;
        var from = new ByteReader(content.Span);
        if (from.Byte() != Version) return false;
        byte form = from.Byte();
        var stored = new BucketKey(from.VarintInt(), from.SignedVarint(), from.VarintInt());
        int rows = from.VarintInt(MostRows), runs = from.VarintInt(rows);
        ulong duplicates = from.Varint();
        byte rice = from.Byte();
        if (from.Failed || form > 1 || stored != key || duplicates > long.MaxValue || rice > 63) return false;
        if (rows > 0 && runs == 0) return false;
        header = new StoredHeader(form == 1, rows, runs, (long)duplicates, rice);
        blocks = BlockReader.TryOpen(content[from.Position..], StoredBlocks.Count);
        return blocks is not null;
    }
}
