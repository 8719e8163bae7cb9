using System.Buffers;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Collect;

/// <summary>
/// Builds a <see cref="HitFrame"/> in place: the envelope first, then the hits as they come; the header, which counts them,
/// is put before the envelope at the end.
/// </summary>
internal sealed class FrameBuilder
{
    private const int KeptBytes = 16 * 1024;
    private const int BlobLengthBytes = 5;
    private readonly GrowingBuffer _buffer = new(KeptBytes);
    private int _envelopeBytes;

    /// <summary>Hits added.</summary>
    public int Hits { get; private set; }

    /// <summary>Starts a frame. The envelope is written into the writer returned.</summary>
    public IBufferWriter<byte> Start()
    {
        Hits = 0;
        _envelopeBytes = 0;
        _buffer.Clear();
        _buffer.Reserve(HitFrame.HeaderBytes);
        _buffer.Advance(HitFrame.HeaderBytes);
        return _buffer;
    }

    /// <summary>Ends the envelope.</summary>
    public void EndEnvelope() => _envelopeBytes = _buffer.Length - HitFrame.HeaderBytes;

    /// <summary>Adds a hit.</summary>
    /// <param name="encoded">As <see cref="HitCodec"/> writes it.</param>
    /// <param name="raw">What the client sent for it; empty for the same as the hit before.</param>
    /// <param name="removed">The part of it that is not kept.</param>
    /// <param name="instead">What is kept in its place.</param>
    public void Add(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> raw, Range removed, ReadOnlySpan<byte> instead)
    {
        Span<byte> room = _buffer.Reserve(encoded.Length + raw.Length + instead.Length + (2 * BlobLengthBytes));
        var to = new ByteWriter(room);
        to.Blob(encoded);
        (int offset, int length) = removed.GetOffsetAndLength(raw.Length);
        to.Varint((uint)(raw.Length - length + instead.Length));
        int start = to.Length;
        to.Raw(raw[..offset]);
        to.Raw(instead);
        to.Raw(raw[(offset + length)..]);
        ToOneLine(room[start..to.Length]);
        _buffer.Advance(to.Length);
        Hits++;
    }

    /// <summary>Puts the header in its place.</summary>
    /// <returns>The frame, valid until the next start.</returns>
    public ReadOnlyMemory<byte> Finish()
    {
        Span<byte> header = stackalloc byte[HitFrame.HeaderBytes];
        var to = new ByteWriter(header);
        HitFrame.WriteStart(ref to, Hits, _envelopeBytes);
        int start = HitFrame.HeaderBytes - to.Length;
        to.Written.CopyTo(_buffer.Span[start..]);
        return _buffer.Memory[start..];
    }

    // The archive has one hit a line. Between JSON's tokens a line break is as good as a space, and inside texts it cannot stand.
    private static void ToOneLine(Span<byte> json)
    {
        json.Replace((byte)'\n', (byte)' ');
        json.Replace((byte)'\r', (byte)' ');
    }
}
