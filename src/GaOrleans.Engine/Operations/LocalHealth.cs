namespace GaOrleans.Engine.Operations;

/// <summary>The health of a service that is this process alone.</summary>
public sealed class LocalHealth(HealthWatch watch, DroppedHits dropped, TimeProvider time) : IServiceHealth
{
    private const double MsPerSecond = 1000;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProcessHealth>> ReadAsync(CancellationToken ct)
    {
        ProcessHealth health = watch.Latest;
        return new([health with { AgeSeconds = Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - health.AtMs) / MsPerSecond }]);
    }

    /// <inheritdoc/>
    public ValueTask<DroppedPicture> DroppedAsync(CancellationToken ct) => new(dropped.Picture());
}
