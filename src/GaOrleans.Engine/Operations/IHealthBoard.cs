namespace GaOrleans.Engine.Operations;

/// <summary>Where the processes of a cluster tell how they are.</summary>
public interface IHealthBoard
{
    /// <summary>Tells the figures of this process.</summary>
    ValueTask TellAsync(ProcessHealth health, CancellationToken ct);

    /// <summary>Tells the hits that this process dropped.</summary>
    ValueTask TellAsync(string name, DroppedPicture dropped, CancellationToken ct);
}
