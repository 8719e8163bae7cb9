using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>
/// The record of the log: the hits of one request, each next to what the client sent, behind one envelope that tells the request's circumstances.
/// <code>
/// version 1
///   u8      version
///   varint  number of hits, 1 to 65,535
///   blob    envelope: a JSON object (wire, received ms, truncated address, user agent, the batch's own fields)
///   then for each hit:
///   blob    hit, as <see cref="HitCodec"/> writes it
///   blob    raw: the JSON that the client sent for it; empty means the same as the hit before it
/// </code>
/// Hits take consecutive log offsets in the order of the frame. The length and the CRC32C stand outside.
/// </summary>
public static class HitFrame
{
    /// <summary>The version written.</summary>
    public const byte Version = 1;

    /// <summary>Most hits in one frame.</summary>
    public const int MaxHits = 65_535;

    /// <summary>Bytes that a frame takes besides the blobs, each of which takes up to 5 more than its content.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Writes the start of a frame; the caller then writes two blobs a hit.</summary>
    public static void WriteHeader(ref ByteWriter to, int hits, scoped ReadOnlySpan<byte> envelope)
    {
        WriteStart(ref to, hits, envelope.Length);
        to.Raw(envelope);
    }

    /// <summary>Writes what stands before the envelope's bytes, for a caller that has put them in place already; at most <see cref="HeaderBytes"/>.</summary>
    public static void WriteStart(ref ByteWriter to, int hits, int envelopeBytes)
    {
        to.Byte(Version);
        to.Varint((uint)hits);
        to.Varint((uint)envelopeBytes);
    }

    /// <summary>Starts reading a frame. Never throws.</summary>
    /// <returns>Whether the header is well-formed and of a known version.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> frame, out HitFrameReader reader)
    {
        var from = new ByteReader(frame);
        bool known = from.Byte() == Version;
        int hits = from.VarintInt(MaxHits);
        ReadOnlySpan<byte> envelope = from.Blob();
        reader = new HitFrameReader(from, hits, envelope);
        return known && hits > 0 && !from.Failed;
    }
}
