using System.Globalization;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Sites.Deletions;

/// <summary>
/// Deletes sites with a way back: from the moment of asking the site takes no hits, and after <see cref="Grace"/> it is deleted with all that
/// reports read. Until then asking to have it back undoes everything. Every step may be repeated, and whoever takes it up finds where it stood:
/// the intent is stored first when it is made, and removed last when it is done or undone.
/// </summary>
public sealed class SiteDeletions(IRecordStore records, IConfigurationStore configuration, ISiteData data, TimeProvider time)
{
    /// <summary>How long a site can be had back.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private const string Partition = "site-deletions";
    private const int PageSize = 200;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is intended with a site; null when it is to stay.</summary>
    public async ValueTask<SiteDeletion?> FindAsync(int siteId, CancellationToken ct) =>
        await records.FindAsync(Partition, KeyOf(siteId), ct) is { } record ? RecordJson.Read<SiteDeletion>(Partition, record) : null;

    /// <summary>All sites that are to be deleted, by number.</summary>
    public async ValueTask<IReadOnlyList<SiteDeletion>> ListAsync(CancellationToken ct)
    {
        var all = new List<SiteDeletion>();
        string? after = null;
        while (true)
        {
            IReadOnlyList<StoredRecord> page = await records.ListAsync(Partition, after, PageSize, ct);
            foreach (StoredRecord record in page) all.Add(RecordJson.Read<SiteDeletion>(Partition, record));
            if (page.Count < PageSize) return all;
            after = page[^1].Key;
        }
    }

    /// <summary>Asks for a deletion; asked again, the first stands, and a step that was cut off is made up for.</summary>
    /// <returns>What is intended; null when the site is gone.</returns>
    public async ValueTask<SiteDeletion?> AskAsync(int siteId, string askedBy, CancellationToken ct)
    {
        if (configuration.FindSite(siteId) is not { } site) return null;
        var intent = new SiteDeletion(siteId, site.Domain, site.MerchantId, askedBy, NowMs, NowMs + (long)Grace.TotalMilliseconds, site.Blocked);
        if (await records.PutAsync(Partition, KeyOf(siteId), RecordJson.Write(intent), 0, ct) is null) intent = await FindAsync(siteId, ct);
        if (intent is not null) await configuration.ChangeSiteAsync(site with { Blocked = true }, ct);
        return intent;
    }

    /// <summary>Gives a site back.</summary>
    /// <returns>False when it was not to be deleted, or its time is over.</returns>
    public async ValueTask<bool> RestoreAsync(int siteId, CancellationToken ct)
    {
        if (await records.FindAsync(Partition, KeyOf(siteId), ct) is not { } record) return false;
        SiteDeletion intent = RecordJson.Read<SiteDeletion>(Partition, record);
        if (intent.DueMs <= NowMs || configuration.FindSite(siteId) is not { } site) return false;
        await configuration.ChangeSiteAsync(site with { Blocked = intent.WasBlocked }, ct);
        return await records.DeleteAsync(Partition, record.Key, record.Version, ct);
    }

    /// <summary>Deletes the sites whose time is over.</summary>
    /// <returns>Those that are gone now.</returns>
    /// <exception cref="IOException">Something cannot be stored; what is left is taken up by the next call.</exception>
    public async ValueTask<IReadOnlyList<SiteDeletion>> DeleteDueAsync(CancellationToken ct)
    {
        var deleted = new List<SiteDeletion>();
        foreach (SiteDeletion intent in await ListAsync(ct))
        {
            if (intent.DueMs > NowMs) continue;
            await DeleteAsync(intent, ct);
            deleted.Add(intent);
        }

        return deleted;
    }

    // Several processes may do this at the same time: each step does no harm when it is repeated.
    private async ValueTask DeleteAsync(SiteDeletion intent, CancellationToken ct)
    {
        // Hits first: as long as the site is there, all of it can be repeated.
        await data.DeleteAsync(intent.SiteId, ct);
        await configuration.DeleteSiteAsync(intent.SiteId, ct);
        if (await records.FindAsync(Partition, KeyOf(intent.SiteId), ct) is { } record) await records.DeleteAsync(Partition, record.Key, record.Version, ct);
    }

    // Numbers of a fixed width, so that the order of keys is that of numbers.
    private static string KeyOf(int siteId) => siteId.ToString("D10", CultureInfo.InvariantCulture);
}
