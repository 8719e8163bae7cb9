using System.Numerics;
using System.Threading.Tasks.Sources;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// A frame on its way from acceptance to answer: through the log, then through each worker that owns a bucket of its hits.
/// Pooled: it goes back when its answer was taken.
/// </summary>
internal sealed class SinkCall(HitSink sink) : PendingFrame, IWork, IValueTaskSource<SinkAnswer>
{
    private ManualResetValueTaskSourceCore<SinkAnswer> _core = new() { RunContinuationsAsynchronously = true };
    private ulong _workers;
    private long _offset;
    private SinkAnswer _answer;
    private int _pending, _duplicates, _failed;

    /// <summary>Completes with the answer; awaited once.</summary>
    internal ValueTask<SinkAnswer> Task => new(this, _core.Version);

    /// <summary>Takes a frame on.</summary>
    internal void Begin(ReadOnlyMemory<byte> frame, int hits, ulong workers)
    {
        Frame = frame;
        Hits = hits;
        _workers = workers;
        _duplicates = 0;
        _failed = 0;
        _core.RunContinuationsAsynchronously = true;
    }

    /// <inheritdoc/>
    public SinkAnswer GetResult(short token)
    {
        SinkAnswer answer = _core.GetResult(token);
        _core.Reset();
        sink.Return(this);
        return answer;
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    public void RunOn(BucketWorker worker)
    {
        int duplicates = worker.Apply(Frame.Span, _offset, replayed: false);
        if (duplicates > 0) Interlocked.Add(ref _duplicates, duplicates);
        if (!TryFinish()) return;
        if (worker.Answers is { } answers) answers.Add(this);
        else Complete(_answer);
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        Volatile.Write(ref _failed, 1);
        if (TryFinish()) Complete(_answer);
    }

    /// <summary>Gives the answer, going on with the request on this thread, which is one of the pool.</summary>
    internal void Answer()
    {
        _core.RunContinuationsAsynchronously = false;
        Complete(_answer);
    }

    /// <inheritdoc/>
    internal override void Stored(long offset)
    {
        _offset = offset;
        ulong workers = _workers;
        _pending = BitOperations.PopCount(workers);
        if (workers == 0) Complete(new SinkAnswer(SinkStatus.Accepted));
        for (; workers != 0; workers &= workers - 1) sink.WorkerAt(BitOperations.TrailingZeroCount(workers)).Queue.Add(this);
    }

    /// <inheritdoc/>
    internal override void Refused(LogUnavailableException fault) => Complete(new SinkAnswer(SinkStatus.Unavailable, 0, HitSink.RetryAfterSeconds));

    private bool TryFinish()
    {
        if (Interlocked.Decrement(ref _pending) != 0) return false;
        _answer = Volatile.Read(ref _failed) == 0
            ? new SinkAnswer(SinkStatus.Accepted, Volatile.Read(ref _duplicates))
            : new SinkAnswer(SinkStatus.Unavailable, 0, HitSink.RetryAfterSeconds);
        return true;
    }

    private void Complete(SinkAnswer answer)
    {
        sink.Leave(Frame.Length);
        _core.SetResult(answer);
    }
}
