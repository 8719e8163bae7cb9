namespace GaOrleans.Simulation;

/// <summary>A clock that stands still unless it is moved.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public override long TimestampFrequency => 1000;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.ToUnixTimeMilliseconds();

    public void Move(TimeSpan span) => _now += span;
}
