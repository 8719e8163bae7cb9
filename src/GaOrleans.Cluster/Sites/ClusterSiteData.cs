using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Sites;

/// <summary>Deletes sites through their grains.</summary>
internal sealed class ClusterSiteData(IGrainFactory grains) : ISiteData
{
    /// <inheritdoc/>
    public async ValueTask DeleteAsync(int site, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            await grains.GetGrain<ISiteGrain>(site).DeleteAsync().AsTask().WaitAsync(ct);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            throw new IOException($"cannot delete the data of site {site}: {e.Message}; try again", e);
        }
    }
}
