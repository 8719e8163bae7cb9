using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace GaOrleans.Cluster.Collecting;

/// <summary>
/// Takes frames in for a cluster: splits them by bucket, gathers those of a bucket for some milliseconds, publishes them to the stream of the bucket,
/// and answers when the provider has them safely and the bucket has applied them. What is between acceptance and answer is bounded.
/// Nothing is published twice: whether what failed was stored after all is not known, so the client decides, who has event ids.
/// </summary>
public sealed partial class StreamSink : IHitSink, IAsyncDisposable
{
    /// <summary>What is answered while nothing can be stored.</summary>
    internal static readonly SinkAnswer Unavailable = new(SinkStatus.Unavailable, 0, 5);

    private const int MostGatherers = 8;
    private static readonly SinkAnswer Overloaded = new(SinkStatus.Overloaded, 0, 1);
    private static readonly TimeSpan DrainStep = TimeSpan.FromMilliseconds(10);

    private readonly IHitPublisher _publisher;
    private readonly AppliedWait _applied;
    private readonly Gatherer[] _gatherers;
    private readonly ObjectPool<SinkFrame> _calls;
    private readonly StreamSinkLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _giveUp = new();
    private long _bytesInFlight, _batches, _failedBatches;
    private int _framesInFlight;
    private volatile bool _open;
    private bool _disposed;

    /// <summary>Makes a sink that takes no frames yet.</summary>
    internal StreamSink(IHitPublisher publisher, IAppliedHits buckets, GaClusterOptions options, StreamSinkLimits limits, TimeProvider time, ILogger logger)
    {
        _publisher = publisher;
        _limits = limits;
        _time = time;
        _logger = logger;
        _applied = new AppliedWait(buckets, options.AppliedWaitMs, time, logger);
        _calls = new DefaultObjectPool<SinkFrame>(new CallPolicy(this), 4096);
        _gatherers = new Gatherer[Math.Min(MostGatherers, Environment.ProcessorCount)];
        for (int i = 0; i < _gatherers.Length; i++) _gatherers[i] = new Gatherer(options.GatherMs, limits.FramesOfABucket, Send, time);
    }

    /// <summary>Whether frames are taken.</summary>
    public bool IsOpen => _open;

    /// <summary>Frames between acceptance and answer.</summary>
    public int FramesInFlight => Volatile.Read(ref _framesInFlight);

    /// <summary>Batches published so far, in one event of a stream each.</summary>
    public long Batches => Volatile.Read(ref _batches);

    /// <summary>Batches that could not be published, or of which it is not known.</summary>
    public long FailedBatches => Volatile.Read(ref _failedBatches);

    /// <summary>Frames that were answered before their hits were applied; their duplicates were not told.</summary>
    public long AnsweredBeforeApplied => _applied.Late;

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> AcceptAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled<SinkAnswer>(ct);
        bool several = FrameBuckets.AreSeveral(frame.Span, hits, out BucketKey? bucket);
        if (!TryEnter(frame.Length)) return new(Overloaded);
        if (!_open)
        {
            Leave(frame.Length);
            return new(Unavailable);
        }

        SinkFrame call = _calls.Get();
        ValueTask<SinkAnswer> answer = call.Answer;
        if (several)
        {
            AddParts(call, frame);
            return answer;
        }

        call.Begin(frame.Length, parts: 1);
        if (GathererOf(bucket).TryAdd(bucket, call, frame, anyway: false)) return answer;
        Leave(frame.Length);
        _calls.Return(call);
        return new(Overloaded);
    }

    /// <summary>Takes frames from now on.</summary>
    public void Open() => _open = !_disposed;

    /// <summary>Refuses new frames and waits until all others are answered.</summary>
    /// <param name="ct">Gives up on those that are not answered yet: they may be stored all the same.</param>
    public async Task StopAsync(CancellationToken ct)
    {
        _open = false;
        try
        {
            while (FramesInFlight > 0) await Task.Delay(DrainStep, _time, ct);
        }
        catch (OperationCanceledException)
        {
            LogGivenUp(FramesInFlight);
            if (!_disposed) await _giveUp.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        _open = false;
        await _giveUp.CancelAsync();
        foreach (Gatherer gatherer in _gatherers) await gatherer.DisposeAsync();
        _giveUp.Dispose();
    }

    /// <summary>A frame is answered.</summary>
    internal void Leave(int bytes)
    {
        Interlocked.Add(ref _bytesInFlight, -bytes);
        Interlocked.Decrement(ref _framesInFlight);
    }

    /// <summary>A frame's answer was taken.</summary>
    internal void Return(SinkFrame call) => _calls.Return(call);

    private bool TryEnter(int bytes)
    {
        int frames = Interlocked.Increment(ref _framesInFlight);
        long inFlight = Interlocked.Add(ref _bytesInFlight, bytes);
        if (frames <= _limits.Frames && inFlight <= _limits.Bytes) return true;
        Leave(bytes);
        return false;
    }

    private Gatherer GathererOf(BucketKey? bucket) => _gatherers[(uint)(bucket ?? default).GetHashCode() % (uint)_gatherers.Length];

    private void AddParts(SinkFrame call, ReadOnlyMemory<byte> frame)
    {
        List<KeyValuePair<BucketKey, ReadOnlyMemory<byte>>> parts = FrameSplitter.Split(frame.Span);
        call.Begin(frame.Length, parts.Count);
        foreach ((BucketKey bucket, ReadOnlyMemory<byte> part) in parts) GathererOf(bucket).TryAdd(bucket, call, part, anyway: true);
    }

    private void Send(GatheredFrames frames) => _ = SendAsync(frames);

    private async Task SendAsync(GatheredFrames frames)
    {
        bool stored = false;
        int[]? duplicates = null;
        try
        {
            BucketKey? bucket = frames.Gate.Bucket;
            IReadOnlyList<AppendedRange>? ranges = await _publisher.PublishAsync(bucket, frames.Frames, _giveUp.Token);
            stored = true;
            Interlocked.Increment(ref _batches);
            if (ranges is not null && bucket is { } counted) duplicates = await _applied.WaitAsync(counted, ranges as AppendedRange[] ?? [.. ranges]);
        }
        catch (Exception fault)
        {
            Interlocked.Increment(ref _failedBatches);
            if (fault is not LogUnavailableException) LogNotPublished(frames.Gate.Bucket, frames.Frames.Count, fault);
        }

        GathererOf(frames.Gate.Bucket).Leave(frames);
        frames.Complete(stored, duplicates);
    }

    private sealed class CallPolicy(StreamSink sink) : PooledObjectPolicy<SinkFrame>
    {
        public override SinkFrame Create() => new(sink);

        public override bool Return(SinkFrame obj) => true;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "cannot publish {Frames} requests of the bucket {Bucket}: their clients are told to try again")]
    private partial void LogNotPublished(BucketKey? bucket, int frames, Exception fault);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "cannot wait any longer for {Frames} requests that are not answered: shutting down without them; their clients may try again")]
    private partial void LogGivenUp(int frames);
}
