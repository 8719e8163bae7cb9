namespace GaOrleans.Embedded.Tests.Pipeline;

/// <summary>A clock that stands until it is moved; timers run in real time.</summary>
internal sealed class SettableClock(long nowMs) : TimeProvider
{
    public long NowMs { get; private set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    public void Advance(long ms) => NowMs += ms;
}
