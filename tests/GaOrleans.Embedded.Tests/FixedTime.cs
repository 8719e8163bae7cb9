namespace GaOrleans.Embedded.Tests;

/// <summary>A clock that says what a test says; timers go by the real one.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
