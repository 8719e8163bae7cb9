using System.Threading.Tasks.Sources;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Log;

/// <summary>A caller of <see cref="IHitLog.AppendAsync"/> that waits for its frame to be stored.</summary>
internal sealed class AppendCall(int partition) : PendingFrame, IValueTaskSource<LogPosition>
{
    private ManualResetValueTaskSourceCore<LogPosition> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Completes with the fate of the frame; awaited once.</summary>
    internal ValueTask<LogPosition> Task => new(this, _core.Version);

    /// <inheritdoc/>
    public LogPosition GetResult(short token) => _core.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    internal override void Stored(long offset) => _core.SetResult(new LogPosition(partition, offset));

    /// <inheritdoc/>
    internal override void Refused(LogUnavailableException fault) => _core.SetException(fault);
}
