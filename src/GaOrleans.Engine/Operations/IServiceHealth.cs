namespace GaOrleans.Engine.Operations;

/// <summary>How the service is doing, process by process, in both editions. What is read is some seconds old.</summary>
public interface IServiceHealth
{
    /// <summary>All processes that told something within <see cref="HealthWatch.Remembered"/>, by name, also those that are silent since.</summary>
    /// <exception cref="IOException">The processes cannot be asked at the moment.</exception>
    ValueTask<IReadOnlyList<ProcessHealth>> ReadAsync(CancellationToken ct);

    /// <summary>The hits that all processes dropped in the last day.</summary>
    /// <exception cref="IOException">The processes cannot be asked at the moment.</exception>
    ValueTask<DroppedPicture> DroppedAsync(CancellationToken ct);
}
