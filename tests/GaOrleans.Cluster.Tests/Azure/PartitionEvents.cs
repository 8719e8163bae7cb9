using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Cluster.Tests.Azure;

/// <summary>Made-up events of a partition.</summary>
internal static class PartitionEvents
{
    private const long Hour = 1_795_212_000;

    /// <summary>A hit; its visitor tells which.</summary>
    public static Hit Hit(ulong visitor, DropReason drop = DropReason.None) =>
        new() { Site = 1, Hour = Hour, TimeMs = (Hour * 1000) + 5, ReceivedMs = Hour * 1000, Visitor = visitor, Drop = drop };

    /// <summary>An event of one frame.</summary>
    public static LogEvent Of(long sequence, string key, params Hit[] hits) =>
        new(sequence, StreamNames.Hits, key, FrameBatch.Write([HitFrames.Of(hits)]), StoredMs: sequence * 10);

    /// <summary>Offsets and visitors of a bundle.</summary>
    public static List<(long Offset, ulong Visitor)> Read(byte[] bundle)
    {
        var hits = new List<(long, ulong)>();
        Assert.True(HitBundle.TryOpen(bundle, out HitBundleReader reader));
        while (reader.TryNext(out ReadOnlySpan<byte> encoded)) hits.Add((reader.Offset, HitBytes.Fields(encoded.ToArray()).Visitor));
        Assert.False(reader.Malformed);
        return hits;
    }

    /// <summary>All hits of the parts.</summary>
    public static List<(long Offset, ulong Visitor)> Read(StreamPart[] parts) => [.. parts.SelectMany(part => Read(part.Payload))];
}
