using System.Collections.Concurrent;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// The partitions that a silo has open. Grains close them when they are deactivated; a silo that stops without time for that closes the rest here, so
/// that the locks of their folders are free when several silos share a process.
/// </summary>
internal sealed class OpenPartitions : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<LogPartition, bool> _open = new();
    private volatile bool _closed;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(OpenPartitions), ServiceLifecycleStage.RuntimeInitialize, static _ => Task.CompletedTask, _ => CloseAllAsync());

    /// <summary>Notes a partition that was opened.</summary>
    internal async ValueTask AddAsync(LogPartition partition)
    {
        _open[partition] = true;
        if (_closed) await CloseAsync(partition);
    }

    /// <summary>Closes a partition.</summary>
    internal async ValueTask CloseAsync(LogPartition partition)
    {
        _open.TryRemove(partition, out _);
        await partition.DisposeAsync();
    }

    private async Task CloseAllAsync()
    {
        _closed = true;
        await Task.WhenAll(_open.Keys.Select(partition => CloseAsync(partition).AsTask()));
    }
}
