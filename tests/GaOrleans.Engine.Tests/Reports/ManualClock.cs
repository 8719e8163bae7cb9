namespace GaOrleans.Engine.Tests.Reports;

/// <summary>A clock that stands until it is set; timers run in real time.</summary>
internal sealed class ManualClock(string now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(now);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan span) => Now += span;
}
