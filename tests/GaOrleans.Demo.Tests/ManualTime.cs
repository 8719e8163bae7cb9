namespace GaOrleans.Demo.Tests;

/// <summary>Time that passes only by waiting: a timer that is started jumps the clock to its end. Periods are not kept: nobody would wait for them.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly DateTimeOffset _start = start;
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>All that was waited.</summary>
    public TimeSpan Waited => GetUtcNow() - _start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Pass(TimeSpan time)
    {
        lock (_gate) _now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpTimer(this, callback, state);
        timer.Start(dueTime);
        return timer;
    }

    private sealed class JumpTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public void Start(TimeSpan due)
        {
            if (due == Timeout.InfiniteTimeSpan) return;
            ThreadPool.QueueUserWorkItem(_ => Fire(due));
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Start(dueTime);
            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(TimeSpan due)
        {
            if (_disposed) return;
            time.Pass(due);
            callback(state);
        }
    }
}
