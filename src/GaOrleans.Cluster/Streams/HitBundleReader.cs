using GaOrleans.Core.Encoding;

namespace GaOrleans.Cluster.Streams;

/// <summary>Reads the hits of a bundle in their order; made by <see cref="HitBundle.TryOpen"/>.</summary>
public ref struct HitBundleReader
{
    private ByteReader _from;

    internal HitBundleReader(ByteReader from, int count, long before)
    {
        _from = from;
        Count = count;
        Before = before;
    }

    /// <summary>Number of hits.</summary>
    public int Count { get; }

    /// <summary>Offset of the stream's last hit before these; see <see cref="HitBundle"/>.</summary>
    public long Before { get; }

    /// <summary>Hits read so far.</summary>
    public int Read { get; private set; }

    /// <summary>Offset of the hit last read.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the bundle turned out to be malformed.</summary>
    public bool Malformed { get; private set; }

    /// <summary>Moves to the next hit.</summary>
    /// <param name="encoded">Its bytes, which may be anything: <see cref="Core.Hits.HitCodec.TryRead"/> tells.</param>
    /// <returns>False at the end or when the bundle is malformed.</returns>
    public bool TryNext(out ReadOnlySpan<byte> encoded)
    {
        encoded = default;
        if (Malformed || Read == Count)
        {
            Malformed |= !_from.AtEnd;
            return false;
        }

        Offset += (long)_from.Varint();
        encoded = _from.Blob();
        Malformed = _from.Failed;
        if (Malformed) return false;
        Read++;
        return true;
    }
}
