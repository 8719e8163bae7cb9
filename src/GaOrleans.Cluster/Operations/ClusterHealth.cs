using GaOrleans.Engine.Operations;
using Orleans.Concurrency;

namespace GaOrleans.Cluster.Operations;

/// <summary>The health of a cluster: each silo tells a grain, and whoever wants to know asks it.</summary>
public sealed class ClusterHealth(IGrainFactory grains, TimeProvider time) : IServiceHealth, IHealthBoard
{
    private const double MsPerSecond = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private IHealthGrain Board => grains.GetGrain<IHealthGrain>(0);

    /// <inheritdoc/>
    public async ValueTask TellAsync(ProcessHealth health, CancellationToken ct) =>
        await Board.TellAsync(health.Name, HealthJson.Write(health).AsImmutable()).AsTask().WaitAsync(Patience, time, ct);

    /// <inheritdoc/>
    public async ValueTask TellAsync(string name, DroppedPicture dropped, CancellationToken ct) =>
        await Board.TellDroppedAsync(name, HealthJson.Write(dropped).AsImmutable()).AsTask().WaitAsync(Patience, time, ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ProcessHealth>> ReadAsync(CancellationToken ct)
    {
        var all = new List<ProcessHealth>();
        foreach (ToldHealth told in (await AskAsync(Board.ReadAsync(), ct)).Value)
        {
            if (HealthJson.Read<ProcessHealth>(told.Health) is { } health) all.Add(health with { AgeSeconds = told.AgeMs / MsPerSecond });
        }

        return all;
    }

    /// <inheritdoc/>
    public async ValueTask<DroppedPicture> DroppedAsync(CancellationToken ct) =>
        DroppedPicture.Merge((await AskAsync(Board.ReadDroppedAsync(), ct)).Value.Select(told => HealthJson.Read<DroppedPicture>(told) ?? DroppedPicture.Empty));

    private async Task<T> AskAsync<T>(ValueTask<T> question, CancellationToken ct)
    {
        try
        {
            return await question.AsTask().WaitAsync(Patience, time, ct);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            throw new IOException($"cannot read the health of the silos: {e.Message}; a silo may just be dying, try again in a moment", e);
        }
    }
}
