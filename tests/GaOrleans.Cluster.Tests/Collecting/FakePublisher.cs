using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Tests.Collecting;

/// <summary>Remembers what was published, and counts event ids as buckets do.</summary>
internal sealed class FakePublisher : IHitPublisher, IAppliedHits
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BucketKey, HashSet<ulong>> _eventIds = [];
    private readonly Dictionary<(BucketKey, long), int> _duplicates = [];
    private long _next;

    /// <summary>What was published: the bucket and each frame.</summary>
    public List<(BucketKey? Bucket, byte[][] Frames)> Published { get; } = [];

    /// <summary>What publishing waits for, before it does anything.</summary>
    public Func<BucketKey?, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What telling what is applied waits for.</summary>
    public Func<BucketKey, Task> BeforeApplied { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether positions are told.</summary>
    public bool Tells { get; set; } = true;

    public async ValueTask<IReadOnlyList<AppendedRange>?> PublishAsync(BucketKey? bucket, IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken ct)
    {
        await Before(bucket, ct);
        var ranges = new List<AppendedRange>();
        lock (_lock)
        {
            Published.Add((bucket, [.. frames.Select(frame => frame.ToArray())]));
            foreach (ReadOnlyMemory<byte> frame in frames)
            {
                long first = _next;
                if (bucket is { } key) _duplicates[(key, first)] = Apply(key, frame.Span);
                ranges.Add(new AppendedRange(0, first, _next - 1));
            }
        }

        return Tells ? ranges : null;
    }

    public async ValueTask<int[]> AppliedAsync(BucketKey bucket, AppendedRange[] ranges)
    {
        await BeforeApplied(bucket);
        lock (_lock) return [.. ranges.Select(range => _duplicates[(bucket, range.First)])];
    }

    private int Apply(BucketKey bucket, ReadOnlySpan<byte> frame)
    {
        Assert.True(HitFrame.TryOpen(frame, out HitFrameReader reader));
        if (!_eventIds.TryGetValue(bucket, out HashSet<ulong>? ids)) _eventIds.Add(bucket, ids = []);
        int duplicates = 0;
        while (reader.TryNext(out HitFields hit))
        {
            _next++;
            if (hit.EventId != 0 && !ids.Add(hit.EventId)) duplicates++;
        }

        return duplicates;
    }
}
