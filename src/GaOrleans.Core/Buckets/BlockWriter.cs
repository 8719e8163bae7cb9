using System.IO.Compression;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// Gathers the blocks of a stored bucket and compresses those that gain by it. A directory of lengths comes first, so that each block can be read alone.
/// A small body is compressed as a whole instead, since its blocks are too short to gain.
/// </summary>
/// <param name="quality">Brotli's effort on the blocks of a large body, 0 to 11.</param>
internal sealed class BlockWriter(int quality)
{
    /// <summary>Brotli's window; no block is much larger than 256 KiB.</summary>
    public const int WindowBits = 18;

    /// <summary>A body below this size is compressed as a whole.</summary>
    public const int SmallBytes = 3072;

    // Measured on five hits: 368 bytes with 0, 354 with 1, 302 with 5 to 9, which take as long up to 5 and many times longer from 9 on.
    private const int SmallQuality = 5;

    // A block has to shrink by an eighth to be worth the time to expand it.
    private const int WorthwhileShare = 8, FewestBytes = 64;

    private readonly ByteBuffer _raw = new();
    private readonly List<int> _ends = [];
    private readonly List<bool> _dense = [];

    /// <summary>Appends a block.</summary>
    /// <param name="block">Its content.</param>
    /// <param name="isDense">Whether it is as good as random: not compressed alone.</param>
    public void Add(ByteBuffer block, bool isDense = false)
    {
        _raw.Raw(block.Written);
        _ends.Add(_raw.Length);
        _dense.Add(isDense);
    }

    /// <summary>Writes whether the body is compressed as a whole, and the body.</summary>
    public void WriteTo(ByteBuffer to)
    {
        var body = new ByteBuffer();
        if (_raw.Length >= SmallBytes)
        {
            WriteBlocks(body);
            to.Byte(0);
            to.Raw(body.Written);
            return;
        }

        for (int i = 0, start = 0; i < _ends.Count; start = _ends[i++]) body.Varint((uint)(_ends[i] - start) << 1);
        body.Raw(_raw.Written);
        byte[]? compressed = Compress(body.Written, body.Length, SmallQuality);
        to.Byte(compressed is null ? (byte)0 : (byte)1);
        if (compressed is not null) to.Varint((uint)body.Length);
        to.Raw(compressed ?? body.Written);
    }

    private void WriteBlocks(ByteBuffer to)
    {
        var stored = new ByteBuffer();
        for (int i = 0, start = 0; i < _ends.Count; start = _ends[i++])
        {
            ReadOnlySpan<byte> block = _raw.Written[start.._ends[i]];
            byte[]? compressed = _dense[i] || block.Length < FewestBytes ? null : Compress(block, block.Length - (block.Length / WorthwhileShare), quality);
            to.Varint(((ulong)(uint)block.Length << 1) | (compressed is null ? 0UL : 1UL));
            if (compressed is not null) to.Varint((uint)compressed.Length);
            stored.Raw(compressed ?? block);
        }

        to.Raw(stored.Written);
    }

    private static byte[]? Compress(ReadOnlySpan<byte> bytes, int most, int quality)
    {
        var compressed = new byte[most];
        return BrotliEncoder.TryCompress(bytes, compressed, out int written, quality, WindowBits) && written < most ? compressed[..written] : null;
    }
}
