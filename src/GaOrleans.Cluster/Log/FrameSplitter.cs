using System.Buffers;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Log;

/// <summary>Takes the counted hits out of frames, by bucket; nearly always there is one. For one thread.</summary>
internal sealed class FrameSplitter
{
    private readonly List<Part> _parts = [];
    private readonly List<HitRun> _runs = [];
    private int _used;

    /// <summary>Number of hits that the frame takes in the log; 1 for one that cannot be opened.</summary>
    internal int Hits { get; private set; }

    /// <summary>Whether the frame, or what is behind some of its hits, cannot be read.</summary>
    internal bool Malformed { get; private set; }

    /// <summary>The runs of the frame, in the order of their first hits; valid until the next call.</summary>
    internal IReadOnlyList<HitRun> Split(ReadOnlySpan<byte> frame)
    {
        _runs.Clear();
        _used = 0;
        Hits = 1;
        Malformed = true;
        if (!HitFrame.TryOpen(frame, out HitFrameReader reader)) return _runs;
        Hits = reader.Count;
        while (reader.TryNext(out HitFields hit))
        {
            if (hit.Drop == DropReason.None) PartOf(new BucketKey(hit.Site, hit.Hour, hit.Shard), hit.ReceivedMs).Add(reader.Read - 1, reader.Encoded);
        }

        Malformed = reader.Malformed;
        for (int i = 0; i < _used; i++) _runs.Add(_parts[i].Finish());
        return _runs;
    }

    private Part PartOf(BucketKey key, long receivedMs)
    {
        for (int i = _used - 1; i >= 0; i--)
        {
            if (_parts[i].Key == key) return _parts[i];
        }

        if (_used == _parts.Count) _parts.Add(new Part());
        Part part = _parts[_used++];
        part.Start(key, receivedMs);
        return part;
    }

    private sealed class Part
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private int _first, _last;
        private long _receivedMs;

        internal BucketKey Key { get; private set; }

        internal void Start(BucketKey key, long receivedMs)
        {
            Key = key;
            _receivedMs = receivedMs;
            _first = -1;
            _last = 0;
            _bytes.ResetWrittenCount();
        }

        internal void Add(int index, ReadOnlySpan<byte> hit)
        {
            var to = new ByteWriter(_bytes.GetSpan(hit.Length + 10));
            to.Varint((uint)(index - _last));
            to.Blob(hit);
            _bytes.Advance(to.Length);
            if (_first < 0) _first = index;
            _last = index;
        }

        internal HitRun Finish() => new(Key, _first, _last, _bytes.WrittenSpan.ToArray(), _receivedMs);
    }
}
