using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Sites.Deletions;

/// <summary>Removes sites for good: hits, what was sent about them and to whom not, and last their settings. Raw hits in the archive stay.</summary>
public sealed class SiteRemoval(ISiteData data, IConfigurationStore configuration, IRecordStore records, TimeProvider time)
{
    private static readonly TimeSpan LogOfAGoneSite = TimeSpan.FromDays(366);

    /// <summary>Removes a site. Repeating it does no harm, and makes up for what was cut off.</summary>
    /// <exception cref="IOException">Something could not be stored; call it again.</exception>
    public async ValueTask RemoveAsync(int siteId, CancellationToken ct)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        long since = configuration.FindSite(siteId)?.CreatedMs ?? now - (long)LogOfAGoneSite.TotalMilliseconds;
        // As long as the site is there, whoever asked for it can ask again; so its settings go last.
        await data.DeleteAsync(siteId, ct);
        await ForgetAsync(siteId, since, now, ct);
        await configuration.DeleteSiteAsync(siteId, ct);
        // A notice that was under way may have left another line; without its document no further one begins.
        await ForgetAsync(siteId, since, now, ct);
    }

    private async ValueTask ForgetAsync(int siteId, long since, long now, CancellationToken ct)
    {
        foreach (string partition in SitePartitions.All(siteId, since, now))
        {
            await foreach (StoredRecord record in records.AllAsync(partition, after: null, ct)) await records.DeleteAsync(partition, record.Key, record.Version, ct);
        }
    }
}
