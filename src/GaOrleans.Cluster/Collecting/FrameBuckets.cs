using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Tells to which buckets the hits of a frame belong.</summary>
internal static class FrameBuckets
{
    /// <summary>Whether a hit belongs to a bucket; others are logged for the archive only.</summary>
    internal static bool Counts(in HitFields hit) => hit.Drop == DropReason.None && hit.Site > 0;

    /// <summary>The bucket of a hit that counts.</summary>
    internal static BucketKey Of(in HitFields hit) => new(hit.Site, hit.Hour, hit.Shard);

    /// <summary>Looks at all hits of a frame. It also makes sure that nothing malformed gets into the log.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="hits">Number of hits that it is said to have.</param>
    /// <param name="bucket">The bucket of the first hit that counts; null when none does.</param>
    /// <returns>Whether there are further buckets.</returns>
    /// <exception cref="ArgumentException">The frame is malformed: a defect of the caller.</exception>
    internal static bool AreSeveral(ReadOnlySpan<byte> frame, int hits, out BucketKey? bucket)
    {
        bucket = null;
        bool several = false;
        if (!HitFrame.TryOpen(frame, out HitFrameReader reader) || reader.Count != hits) throw Malformed();
        while (reader.TryNext(out HitFields hit))
        {
            if (!Counts(hit)) continue;
            if (bucket is null) bucket = Of(hit);
            else several |= Of(hit) != bucket;
        }

        return reader.Malformed ? throw Malformed() : several;
    }

    private static ArgumentException Malformed() => new("a frame must be well-formed and have as many hits as stated");
}
