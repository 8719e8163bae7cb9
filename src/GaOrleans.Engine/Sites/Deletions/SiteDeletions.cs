using System.Globalization;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Sites.Deletions;

/// <summary>
/// Deletes sites with a way back: from the moment of asking the site takes no hits, and after <see cref="Grace"/> it is deleted with all that
/// reports read. Until then asking to have it back undoes everything. Every step may be repeated, and whoever takes it up finds where it stood:
/// the intent is stored first when it is made, and removed last when it is done or undone. An intent whose site takes hits was cut off on the way
/// there or back, and deletes nothing.
/// </summary>
public sealed class SiteDeletions(IRecordStore records, IConfigurationStore configuration, SiteRemoval removal, TimeProvider time)
{
    /// <summary>How long a site can be had back.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private const string Partition = "site-deletions";

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is intended with a site; null when it is to stay.</summary>
    public async ValueTask<SiteDeletion?> FindAsync(int siteId, CancellationToken ct) =>
        IsCutOff(siteId) || await records.FindAsync(Partition, KeyOf(siteId), ct) is not { } record ? null : RecordJson.Read<SiteDeletion>(Partition, record);

    /// <summary>The intents that are stored, by the site's number.</summary>
    public async ValueTask<IReadOnlyList<SiteDeletion>> ListAsync(CancellationToken ct)
    {
        var all = new List<SiteDeletion>();
        await foreach (StoredRecord record in records.AllAsync(Partition, after: null, ct)) all.Add(RecordJson.Read<SiteDeletion>(Partition, record));
        return all;
    }

    /// <summary>Asks for a deletion; asked again, the first stands.</summary>
    /// <returns>What is intended; null when the site is gone.</returns>
    public async ValueTask<SiteDeletion?> AskAsync(int siteId, string askedBy, CancellationToken ct)
    {
        if (configuration.FindSite(siteId) is not { } site) return null;
        StoredRecord? before = await records.FindAsync(Partition, KeyOf(siteId), ct);
        if (before is not null && site.Blocked) return RecordJson.Read<SiteDeletion>(Partition, before);
        var intent = new SiteDeletion(siteId, site.Domain, site.MerchantId, askedBy, NowMs, NowMs + (long)Grace.TotalMilliseconds, site.Blocked);
        if (await records.PutAsync(Partition, KeyOf(siteId), RecordJson.Write(intent), before?.Version ?? 0, ct) is null) return await FindAsync(siteId, ct);
        return await BlockAsync(siteId, blocked: true, ct) ? intent : null;
    }

    /// <summary>Gives a site back.</summary>
    /// <returns>False when it was not to be deleted, or its time is over.</returns>
    public async ValueTask<bool> RestoreAsync(int siteId, CancellationToken ct)
    {
        if (await records.FindAsync(Partition, KeyOf(siteId), ct) is not { } record) return false;
        SiteDeletion intent = RecordJson.Read<SiteDeletion>(Partition, record);
        if (intent.DueMs <= NowMs || !await BlockAsync(siteId, intent.WasBlocked, ct)) return false;
        return await records.DeleteAsync(Partition, record.Key, record.Version, ct);
    }

    /// <summary>Those whose time is over.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public async ValueTask<IReadOnlyList<SiteDeletion>> DueAsync(CancellationToken ct) => [.. (await ListAsync(ct)).Where(intent => intent.DueMs <= NowMs)];

    /// <summary>Deletes a site whose time is over. Several processes may do so at the same time: each step does no harm when it is repeated.</summary>
    /// <returns>Whether it is gone; false when it takes hits, so that the intent was one that was cut off.</returns>
    /// <exception cref="IOException">Something cannot be stored; what is left is taken up by the next call.</exception>
    public async ValueTask<bool> DeleteAsync(SiteDeletion due, CancellationToken ct)
    {
        bool isMeant = !IsCutOff(due.SiteId);
        if (isMeant) await removal.RemoveAsync(due.SiteId, ct);
        if (await records.FindAsync(Partition, KeyOf(due.SiteId), ct) is { } record) await records.DeleteAsync(Partition, record.Key, record.Version, ct);
        return isMeant;
    }

    private bool IsCutOff(int siteId) => configuration.FindSite(siteId) is { Blocked: false };

    // What else the site has may have changed meanwhile.
    private async ValueTask<bool> BlockAsync(int siteId, bool blocked, CancellationToken ct) =>
        configuration.FindSite(siteId) is { } site && await configuration.ChangeSiteAsync(site with { Blocked = blocked }, ct);

    // Numbers of a fixed width, so that the order of keys is that of numbers.
    private static string KeyOf(int siteId) => siteId.ToString("D10", CultureInfo.InvariantCulture);
}
