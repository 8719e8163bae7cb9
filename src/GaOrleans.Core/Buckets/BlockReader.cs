using System.IO.Compression;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>Reads the blocks that <see cref="BlockWriter"/> wrote, each alone. Immutable and safe for concurrent use; never throws.</summary>
internal sealed class BlockReader
{
    // Brotli makes at most this much of a byte; a longer claim would only serve to take memory.
    private const int MostExpansion = 1 << 16, MostBytes = 1 << 28;

    private readonly ReadOnlyMemory<byte> _stored;
    private readonly Block[] _blocks;

    private BlockReader(ReadOnlyMemory<byte> stored, Block[] blocks)
    {
        _stored = stored;
        _blocks = blocks;
    }

    /// <summary>Bytes held.</summary>
    public long SizeBytes => _stored.Length + (16L * _blocks.Length) + 64;

    /// <summary>Stored bytes of a block.</summary>
    public int StoredBytes(int block) => _blocks[block].StoredBytes;

    /// <summary>Bytes of a block's content.</summary>
    public int RawBytes(int block) => _blocks[block].RawBytes;

    /// <summary>Reads the directory.</summary>
    public static BlockReader? TryOpen(ReadOnlyMemory<byte> body, int blockCount)
    {
        if (body.IsEmpty) return null;
        byte whole = body.Span[0];
        body = body[1..];
        if (whole > 1) return null;
        if (whole == 1)
        {
            if (Expand(body.Span) is not { } expanded) return null;
            body = expanded;
        }

        var blocks = new Block[blockCount];
        var from = new ByteReader(body.Span);
        long start = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            ulong length = from.Varint();
            int raw = (int)Math.Min(length >> 1, MostBytes + 1UL);
            bool compressed = (length & 1) != 0;
            int stored = compressed ? from.VarintInt(MostBytes) : raw;
            if (raw > MostBytes || raw > (long)stored * MostExpansion) return null;
            blocks[i] = new Block((int)Math.Min(start, int.MaxValue), stored, raw, compressed);
            start += stored;
        }

        return from.Failed || start != from.Remaining ? null : new BlockReader(body[from.Position..], blocks);
    }

    /// <summary>The content of a block; null when it does not expand as it should.</summary>
    public ReadOnlyMemory<byte>? Read(int index)
    {
        Block block = _blocks[index];
        ReadOnlyMemory<byte> stored = _stored.Slice(block.Start, block.StoredBytes);
        if (!block.Compressed) return stored;
        var raw = new byte[block.RawBytes];
        return BrotliDecoder.TryDecompress(stored.Span, raw, out int written) && written == raw.Length ? raw : null;
    }

    private static byte[]? Expand(ReadOnlySpan<byte> body)
    {
        var from = new ByteReader(body);
        int size = from.VarintInt(BlockWriter.SmallBytes * 2);
        if (from.Failed) return null;
        var raw = new byte[size];
        return BrotliDecoder.TryDecompress(body[from.Position..], raw, out int written) && written == size ? raw : null;
    }

    private readonly record struct Block(int Start, int StoredBytes, int RawBytes, bool Compressed);
}
