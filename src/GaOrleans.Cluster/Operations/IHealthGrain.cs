namespace GaOrleans.Cluster.Operations;

/// <summary>Where the silos tell how they are, under the number 0. In memory only: when it moves, all silos have told it again within two seconds.</summary>
[Alias("GaOrleans.Health")]
public interface IHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Tells the figures of a process.</summary>
    /// <param name="name">Name of the process.</param>
    /// <param name="health">A <see cref="Engine.Operations.ProcessHealth"/> as JSON.</param>
    [Alias("Tell")]
    ValueTask TellAsync(string name, Immutable<byte[]> health);

    /// <summary>Tells the hits that a process dropped.</summary>
    /// <param name="name">Name of the process.</param>
    /// <param name="dropped">A <see cref="Engine.Operations.DroppedPicture"/> as JSON.</param>
    [Alias("TellDropped")]
    ValueTask TellDroppedAsync(string name, Immutable<byte[]> dropped);

    /// <summary>What all processes told last.</summary>
    [Alias("Read")]
    ValueTask<Immutable<ToldHealth[]>> ReadAsync();

    /// <summary>The dropped hits that all processes told last.</summary>
    [Alias("ReadDropped")]
    ValueTask<Immutable<byte[][]>> ReadDroppedAsync();
}
