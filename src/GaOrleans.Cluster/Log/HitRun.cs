using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// The counted hits of one bucket in one stored frame, without what clients sent for them.
/// </summary>
/// <param name="key">The bucket.</param>
/// <param name="firstIndex">Number of its first hit in the frame.</param>
/// <param name="lastIndex">Number of its last.</param>
/// <param name="bytes">For each hit a varint, its number less that of the hit before it (the first: as it is), and a blob, the encoded hit.</param>
/// <param name="receivedMs">When the first hit was received.</param>
internal sealed class HitRun(BucketKey key, int firstIndex, int lastIndex, byte[] bytes, long receivedMs)
{
    /// <summary>Memory that a run takes besides the bytes, about.</summary>
    internal const int OverheadBytes = 112;

    /// <summary>The bucket.</summary>
    internal BucketKey Key => key;

    /// <summary>Offset of the frame's first hit.</summary>
    internal long FrameOffset { get; set; }

    /// <summary>Offset of the first hit.</summary>
    internal long First => FrameOffset + firstIndex;

    /// <summary>Offset of the last hit.</summary>
    internal long Last => FrameOffset + lastIndex;

    /// <summary>When it was stored, or received where that is not known; milliseconds since 1970 UTC.</summary>
    internal long AtMs { get; set; } = receivedMs;

    /// <summary>The hits; null when only the files have them.</summary>
    internal byte[]? Bytes { get; set; } = bytes;

    /// <summary>Size of the hits.</summary>
    internal int SizeBytes { get; } = bytes.Length;

    /// <summary>Whether nothing of it is needed any more.</summary>
    internal bool IsDone { get; set; }

    /// <summary>The other runs of its stream.</summary>
    internal StreamTail? Tail { get; set; }

    /// <summary>Adds the hits behind an offset to a bundle.</summary>
    internal static void CopyTo(HitBundleBuilder bundle, ReadOnlySpan<byte> bytes, long frameOffset, long after)
    {
        var from = new ByteReader(bytes);
        long offset = frameOffset;
        while (!from.AtEnd && !from.Failed)
        {
            offset += (long)from.Varint();
            ReadOnlySpan<byte> hit = from.Blob();
            if (offset > after) bundle.Add(offset, hit);
        }
    }
}
