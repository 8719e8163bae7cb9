using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Collecting;
using Microsoft.Extensions.ObjectPool;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Takes frames in: admits them or refuses, hands them to the log, which hands them to the workers once they are safely stored.
/// What is between acceptance and answer is bounded here, for all queues behind it.
/// </summary>
internal sealed class HitSink : IHitSink
{
    /// <summary>When to try again after 503.</summary>
    internal const int RetryAfterSeconds = 5;

    private readonly WorkerOptions _options;
    private readonly SegmentedLog _log;
    private readonly BucketWorker[] _workers;
    private readonly ObjectPool<SinkCall> _calls;
    private long _bytesInFlight, _acceptedBytes, _savedBytes;
    private int _framesInFlight;
    private volatile bool _open;

    internal HitSink(SegmentedLog log, BucketWorker[] workers, WorkerOptions options)
    {
        _log = log;
        _workers = workers;
        _options = options;
        _calls = new DefaultObjectPool<SinkCall>(new CallPolicy(this), Math.Max(1024, options.FramesInFlight));
    }

    /// <summary>Whether frames are taken: from the end of recovery to shutdown, unless a worker failed.</summary>
    internal bool IsOpen
    {
        get => _open;
        set => _open = value;
    }

    /// <summary>Bytes taken on so far.</summary>
    internal long AcceptedBytes => Volatile.Read(ref _acceptedBytes);

    /// <summary>Bytes of the log that no checkpoint covers: taken on since the last one, or found in the log at the start.</summary>
    internal long UnsavedBytes => AcceptedBytes - Volatile.Read(ref _savedBytes);

    /// <summary>Frames between acceptance and answer.</summary>
    internal int FramesInFlight => Volatile.Read(ref _framesInFlight);

    /// <summary>Whether some worker cannot reach the bucket store; set by the engine.</summary>
    internal Func<ulong, bool> IsStalled { get; set; } = static _ => false;

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> AcceptAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled<SinkAnswer>(ct);
        ulong workers = WorkersOf(frame.Span, hits);
        if (!_open || UnsavedBytes > _options.UnsavedBytes || IsStalled(workers)) return new ValueTask<SinkAnswer>(new SinkAnswer(SinkStatus.Unavailable, 0, RetryAfterSeconds));
        if (IsLiveFull() || !TryEnter(frame.Length)) return Overloaded();
        SinkCall call = _calls.Get();
        call.Begin(frame, hits, workers);
        ValueTask<SinkAnswer> answer = call.Task;
        AppendAdmission admission = _log.TryAppend(call);
        if (admission == AppendAdmission.Added)
        {
            Interlocked.Add(ref _acceptedBytes, frame.Length);
            return answer;
        }

        Leave(frame.Length);
        _calls.Return(call);
        return admission == AppendAdmission.Full ? Overloaded() : new ValueTask<SinkAnswer>(new SinkAnswer(SinkStatus.Unavailable, 0, RetryAfterSeconds));
    }

    /// <summary>The worker of an index.</summary>
    internal BucketWorker WorkerAt(int index) => _workers[index];

    /// <summary>A frame is answered.</summary>
    internal void Leave(int bytes)
    {
        Interlocked.Add(ref _bytesInFlight, -bytes);
        Interlocked.Decrement(ref _framesInFlight);
    }

    /// <summary>A call's answer was taken.</summary>
    internal void Return(SinkCall call) => _calls.Return(call);

    /// <summary>A checkpoint was saved that covers what was taken on up to then.</summary>
    internal void NoteSaved(long acceptedBytes) => Volatile.Write(ref _savedBytes, acceptedBytes);

    /// <summary>The log held so many bytes beyond the last checkpoint when the process started; called before frames are taken.</summary>
    internal void NoteRecovered(long bytes) => Volatile.Write(ref _savedBytes, -bytes);

    private static ValueTask<SinkAnswer> Overloaded() => new(new SinkAnswer(SinkStatus.Overloaded, 0, 1));

    /// <summary>Buckets leave memory at the next checkpoint; until then those that grow on have to stop.</summary>
    private bool IsLiveFull()
    {
        long bytes = 0;
        foreach (BucketWorker worker in _workers) bytes += worker.LiveBytes;
        return bytes > _options.LiveBytes * 2;
    }

    private bool TryEnter(int bytes)
    {
        int frames = Interlocked.Increment(ref _framesInFlight);
        long inFlight = Interlocked.Add(ref _bytesInFlight, bytes);
        if (frames <= _options.FramesInFlight && inFlight <= _options.BytesInFlight) return true;
        Leave(bytes);
        return false;
    }

    /// <summary>The workers that own buckets of the frame's hits, a bit each. It also makes sure that nothing malformed gets into the log.</summary>
    private ulong WorkersOf(ReadOnlySpan<byte> frame, int hits)
    {
        if (!HitFrame.TryOpen(frame, out HitFrameReader reader) || reader.Count != hits) throw new ArgumentException("a frame must be well-formed and have as many hits as stated", nameof(frame));
        ulong workers = 0;
        while (reader.TryNext(out HitFields hit))
        {
            if (hit.Drop == DropReason.None) workers |= 1UL << BucketWorker.OwnerOf(hit.Site, hit.Shard, _workers.Length);
        }

        return reader.Malformed ? throw new ArgumentException("a frame must be well-formed", nameof(frame)) : workers;
    }

    private sealed class CallPolicy(HitSink sink) : PooledObjectPolicy<SinkCall>
    {
        public override SinkCall Create() => new(sink);

        public override bool Return(SinkCall obj)
        {
            obj.Frame = default;
            return true;
        }
    }
}
