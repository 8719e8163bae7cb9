using System.Threading.Tasks.Sources;
using GaOrleans.Engine.Collecting;

namespace GaOrleans.Cluster.Collecting;

/// <summary>A frame between acceptance and answer, in one or several parts. Pooled: it goes back when its answer was taken.</summary>
internal sealed class SinkFrame(StreamSink sink) : IValueTaskSource<SinkAnswer>
{
    private ManualResetValueTaskSourceCore<SinkAnswer> _core = new() { RunContinuationsAsynchronously = true };
    private int _bytes, _parts, _duplicates, _failed;

    /// <summary>Completes with the answer; awaited once.</summary>
    internal ValueTask<SinkAnswer> Answer => new(this, _core.Version);

    /// <summary>Takes a frame on.</summary>
    internal void Begin(int bytes, int parts) => (_bytes, _parts, _duplicates, _failed) = (bytes, parts, 0, 0);

    /// <summary>A part is stored, or it is not known to be.</summary>
    internal void CompletePart(bool stored, int duplicates)
    {
        if (!stored) Volatile.Write(ref _failed, 1);
        if (duplicates > 0) Interlocked.Add(ref _duplicates, duplicates);
        if (Interlocked.Decrement(ref _parts) != 0) return;
        sink.Leave(_bytes);
        _core.SetResult(Volatile.Read(ref _failed) == 0 ? new SinkAnswer(SinkStatus.Accepted, Volatile.Read(ref _duplicates)) : StreamSink.Unavailable);
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
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);
}
