namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>A clock that stands until a test moves it.</summary>
internal sealed class TestClock(long seconds) : TimeProvider
{
    internal long Seconds { get; set; } = seconds;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Seconds);
}
