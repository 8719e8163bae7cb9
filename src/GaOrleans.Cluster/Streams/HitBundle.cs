using GaOrleans.Core.Encoding;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// What a bucket is delivered: hits of it in log order, each with its offset, without what clients sent for them.
/// <code>
/// version 1
///   u8       version
///   svarint  offset of the stream's last hit before these, as far as the log remembers: a bucket whose watermark is lower has missed something.
///            -1: none that is not saved; -2: not known
///   varint   number of hits
///   then for each hit:
///   varint   its offset, less that of the hit before it (the first: as it is)
///   blob     the hit, as <see cref="Core.Hits.HitCodec"/> writes it
/// </code>
/// </summary>
public static class HitBundle
{
    /// <summary>The version written.</summary>
    public const byte Version = 1;

    /// <summary>There is no hit before that is not saved.</summary>
    public const long NothingBefore = -1;

    /// <summary>It is not known what came before.</summary>
    public const long UnknownBefore = -2;

    /// <summary>Starts reading. Never throws.</summary>
    /// <returns>Whether the header is well-formed and of a known version.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> bundle, out HitBundleReader reader)
    {
        var from = new ByteReader(bundle);
        bool known = from.Byte() == Version;
        long before = from.SignedVarint();
        ulong count = from.Varint();
        reader = new HitBundleReader(from, (int)Math.Min(count, int.MaxValue), before);
        return known && !from.Failed;
    }
}
