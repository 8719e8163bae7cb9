using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.TestKit.Hits;

/// <summary>Frames of plain hits, as the collector makes them.</summary>
public static class HitFrames
{
    /// <summary>A frame of hits.</summary>
    public static byte[] Of(params IReadOnlyList<Hit> hits)
    {
        byte[][] encoded = [.. hits.Select(HitBytes.Of)];
        var bytes = new byte[HitFrame.HeaderBytes + 16 + encoded.Sum(hit => hit.Length + 20)];
        var to = new ByteWriter(bytes);
        HitFrame.WriteHeader(ref to, hits.Count, "{}"u8);
        foreach (byte[] hit in encoded)
        {
            to.Blob(hit);
            to.Blob("{\"n\":1}"u8);
        }

        return to.Written.ToArray();
    }
}
