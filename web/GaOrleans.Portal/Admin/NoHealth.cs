using GaOrleans.Engine.Operations;

namespace GaOrleans.Portal.Admin;

/// <summary>Where the host tells nothing of its health.</summary>
internal sealed class NoHealth : IServiceHealth
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProcessHealth>> ReadAsync(CancellationToken ct) => new([]);

    /// <inheritdoc/>
    public ValueTask<DroppedPicture> DroppedAsync(CancellationToken ct) => new(DroppedPicture.Empty);
}
