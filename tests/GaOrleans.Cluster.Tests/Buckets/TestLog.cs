using System.Collections.Concurrent;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;
using Orleans.Streams;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>A log in memory that all silos of a test share: it delivers nothing by itself, and forgets what is saved.</summary>
internal sealed class TestLog : IStreamCatchUp, IPartitionMap, ISavedMarks, IDeadLetters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<(long Offset, byte[] Bytes)>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _saved = new(StringComparer.Ordinal);
    private long _next = 10;

    internal ConcurrentQueue<DeadLetter> Letters { get; } = new();

    /// <summary>Appends hits of one bucket.</summary>
    internal AppendedRange Append(params IReadOnlyList<Hit> hits)
    {
        lock (_lock)
        {
            string key = BucketNames.Of(new BucketKey(hits[0].Site, hits[0].Hour, hits[0].Shard));
            List<(long, byte[])> stream = StreamOf(key);
            long first = _next;
            foreach (Hit hit in hits) stream.Add((_next++, HitBytes.Of(hit)));
            return new AppendedRange(0, first, _next - 1);
        }
    }

    /// <summary>The bundle of a range, as the partition would deliver it.</summary>
    internal byte[] Bundle(BucketKey key, AppendedRange range)
    {
        lock (_lock)
        {
            string name = BucketNames.Of(key);
            var builder = new HitBundleBuilder();
            long before = HitBundle.NothingBefore;
            foreach ((long offset, byte[] bytes) in StreamOf(name))
            {
                if (offset < range.First && offset > SavedOf(name)) before = offset;
                if (offset >= range.First && offset <= range.Last) builder.Add(offset, bytes);
            }

            return builder.Finish(before);
        }
    }

    internal long SavedThrough(BucketKey key)
    {
        lock (_lock) return SavedOf(BucketNames.Of(key));
    }

    public ValueTask<MissedHits> ReadAsync(int partition, string streamKey, long after)
    {
        lock (_lock)
        {
            var builder = new HitBundleBuilder();
            long first = -1, last = -1;
            foreach ((long offset, byte[] bytes) in StreamOf(streamKey))
            {
                if (offset <= after || offset <= SavedOf(streamKey)) continue;
                builder.Add(offset, bytes);
                first = first < 0 ? offset : first;
                last = offset;
            }

            return ValueTask.FromResult(new MissedHits(last < 0 ? [] : [new StreamPart(StreamNames.Hits, streamKey, first, last, builder.Finish(HitBundle.NothingBefore))], More: false));
        }
    }

    public StreamSequenceToken? ResumeFrom(int partition, long watermark) => null;

    public int Of(string streamKey) => 0;

    public void Add(int partition, string streamKey, long through)
    {
        lock (_lock) _saved[streamKey] = Math.Max(SavedOf(streamKey), through);
    }

    public ValueTask AddAsync(DeadLetter letter)
    {
        Letters.Enqueue(letter);
        return ValueTask.CompletedTask;
    }

    private List<(long Offset, byte[] Bytes)> StreamOf(string key)
    {
        if (!_streams.TryGetValue(key, out List<(long, byte[])>? stream)) _streams[key] = stream = [];
        return stream;
    }

    private long SavedOf(string key) => _saved.TryGetValue(key, out long saved) ? saved : -1;
}
