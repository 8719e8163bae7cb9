using System.Buffers;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Cluster.Streams;

/// <summary>Makes a <see cref="HitBundle"/>. For one thread.</summary>
public sealed class HitBundleBuilder
{
    private readonly ArrayBufferWriter<byte> _hits = new();
    private int _count;
    private long _last;

    /// <summary>Bytes so far.</summary>
    public int SizeBytes => _hits.WrittenCount;

    /// <summary>Adds a hit; offsets grow.</summary>
    public void Add(long offset, ReadOnlySpan<byte> encoded)
    {
        Span<byte> room = _hits.GetSpan(encoded.Length + 15);
        var to = new ByteWriter(room);
        to.Varint((ulong)(offset - _last));
        to.Blob(encoded);
        _hits.Advance(to.Length);
        _last = offset;
        _count++;
    }

    /// <summary>The bundle; the builder is empty afterwards.</summary>
    /// <param name="before">What came before; see <see cref="HitBundle"/>.</param>
    public byte[] Finish(long before)
    {
        Span<byte> header = stackalloc byte[24];
        var to = new ByteWriter(header);
        to.Byte(HitBundle.Version);
        to.SignedVarint(before);
        to.Varint((uint)_count);
        byte[] bundle = [.. to.Written, .. _hits.WrittenSpan];
        _hits.ResetWrittenCount();
        _count = 0;
        _last = 0;
        return bundle;
    }
}
