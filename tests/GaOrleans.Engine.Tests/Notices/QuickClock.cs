namespace GaOrleans.Engine.Tests.Notices;

/// <summary>A clock that stands until it is set, and whose pauses are over at once; they are noted.</summary>
internal sealed class QuickClock(string now) : TimeProvider
{
    private readonly List<TimeSpan> _pauses = [];

    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(now);

    public long NowMs => Now.ToUnixTimeMilliseconds();

    public IReadOnlyList<TimeSpan> Pauses => _pauses;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A timer that is made to be started later, or one that watches over something, is none.
        if (dueTime < TimeSpan.Zero || dueTime >= TimeSpan.FromSeconds(20)) return base.CreateTimer(callback, state, dueTime, period);
        _pauses.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
