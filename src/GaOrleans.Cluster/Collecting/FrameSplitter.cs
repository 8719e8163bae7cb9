using System.Buffers;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Splits a frame whose hits belong to several buckets into one frame a bucket, each with the same envelope and what clients sent for its hits.</summary>
internal static class FrameSplitter
{
    private const int BlobOverhead = 5;

    /// <summary>The frames by bucket, in the order of each one's first hit. Hits that count nowhere go with the first.</summary>
    /// <param name="frame">A well-formed frame with at least one hit that counts.</param>
    internal static List<KeyValuePair<BucketKey, ReadOnlyMemory<byte>>> Split(ReadOnlySpan<byte> frame)
    {
        FrameBuckets.AreSeveral(frame, CountOf(frame), out BucketKey? first);
        var parts = new Dictionary<BucketKey, Part>();
        var order = new List<BucketKey>();
        HitFrame.TryOpen(frame, out HitFrameReader reader);
        while (reader.TryNext(out HitFields hit))
        {
            BucketKey bucket = FrameBuckets.Counts(hit) ? FrameBuckets.Of(hit) : first!.Value;
            if (!parts.TryGetValue(bucket, out Part? part))
            {
                parts.Add(bucket, part = new Part());
                order.Add(bucket);
            }

            // The reader gives the same slice again for a hit whose raw is that of the hit before.
            int raw = reader.Raw.IsEmpty || !frame.Overlaps(reader.Raw, out int offset) ? -1 : -1 - offset;
            part.Add(reader.Encoded, raw == part.LastRaw ? default : reader.Raw, raw);
        }

        var frames = new List<KeyValuePair<BucketKey, ReadOnlyMemory<byte>>>(order.Count);
        foreach (BucketKey bucket in order) frames.Add(new(bucket, parts[bucket].Finish(reader.Envelope)));
        return frames;
    }

    private static int CountOf(ReadOnlySpan<byte> frame) => HitFrame.TryOpen(frame, out HitFrameReader reader) ? reader.Count : -1;

    private sealed class Part
    {
        private readonly ArrayBufferWriter<byte> _hits = new();
        private int _count;

        /// <summary>Names the raw text of the hit added last.</summary>
        public int LastRaw { get; private set; } = int.MaxValue;

        public void Add(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> raw, int rawName)
        {
            var to = new ByteWriter(_hits.GetSpan(encoded.Length + raw.Length + (2 * BlobOverhead)));
            to.Blob(encoded);
            to.Blob(raw);
            _hits.Advance(to.Length);
            LastRaw = rawName;
            _count++;
        }

        public byte[] Finish(ReadOnlySpan<byte> envelope)
        {
            byte[] frame = new byte[HitFrame.HeaderBytes + envelope.Length + _hits.WrittenCount];
            var to = new ByteWriter(frame);
            HitFrame.WriteHeader(ref to, _count, envelope);
            to.Raw(_hits.WrittenSpan);
            return frame[..to.Length];
        }
    }
}
