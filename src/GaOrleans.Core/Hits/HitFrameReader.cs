using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>Reads the hits of a frame in their order; made by <see cref="HitFrame.TryOpen"/>.</summary>
public ref struct HitFrameReader
{
    private ByteReader _from;

    internal HitFrameReader(ByteReader from, int count, ReadOnlySpan<byte> envelope)
    {
        _from = from;
        Count = count;
        Envelope = envelope;
    }

    /// <summary>Number of hits in the frame.</summary>
    public int Count { get; }

    /// <summary>Hits read so far.</summary>
    public int Read { get; private set; }

    /// <summary>The request's circumstances as JSON.</summary>
    public ReadOnlySpan<byte> Envelope { get; }

    /// <summary>What the client sent for the hit last read, as JSON.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>The encoded bytes of the hit last read.</summary>
    public ReadOnlySpan<byte> Encoded { get; private set; }

    /// <summary>Whether the frame turned out to be malformed. Its CRC having fitted, that means a defect of the writer.</summary>
    public bool Malformed { get; private set; }

    /// <summary>Moves to the next hit.</summary>
    /// <returns>False at the end or when the frame is malformed.</returns>
    public bool TryNext(out HitFields hit)
    {
        hit = default;
        if (Malformed || Read == Count)
        {
            Malformed |= !_from.AtEnd;
            return false;
        }

        Encoded = _from.Blob();
        ReadOnlySpan<byte> raw = _from.Blob();
        if (!raw.IsEmpty) Raw = raw;
        Malformed = _from.Failed || !HitCodec.TryRead(Encoded, out hit);
        if (Malformed) return false;
        Read++;
        return true;
    }
}
