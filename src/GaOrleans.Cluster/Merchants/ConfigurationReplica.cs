using System.Collections.Concurrent;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// A silo's copy of the whole configuration. Documents come in any order and more than once; of each merchant the highest version holds.
/// Lookups take no lock.
/// </summary>
internal sealed class ConfigurationReplica
{
    private readonly ConcurrentDictionary<int, long> _versions = new();
    private readonly Lock _changing = new();
    private long _version;

    /// <summary>What is looked up.</summary>
    public ConfigurationIndex Index { get; } = new();

    /// <summary>Grows with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The version of a merchant that is known; 0 when nothing is.</summary>
    public long VersionOf(int merchantId) => _versions.GetValueOrDefault(merchantId);

    /// <summary>What is known of a merchant, with its version.</summary>
    public (long Version, MerchantDocument Document) Read(int merchantId)
    {
        lock (_changing) return (VersionOf(merchantId), MerchantDocument.Of(Index, merchantId));
    }

    /// <summary>Takes a document over, unless its version is known already.</summary>
    public void Apply(int merchantId, long version, MerchantDocument document)
    {
        lock (_changing)
        {
            if (version <= VersionOf(merchantId)) return;
            if (document.Merchant is { } merchant) Index.Put(merchant);
            RemoveMissing(merchantId, document);
            foreach (Site site in document.Sites)
            {
                // There are few zones and currencies, and many sites.
                if (Index.FindSite(site.Id) != site) Index.Put(site with { Timezone = string.Intern(site.Timezone), Currency = string.Intern(site.Currency) });
            }

            PutRest(document);
            _versions[merchantId] = version;
            _version++;
        }
    }

    private void RemoveMissing(int merchantId, MerchantDocument document)
    {
        HashSet<long> keys = [.. document.Keys.Select(key => key.Key.Id)];
        foreach (StoredKey key in Index.KeysOf(merchantId))
        {
            if (!keys.Contains(key.Key.Id)) Index.RemoveKey(key.Key.Id);
        }

        HashSet<int> sites = [.. document.Sites.Select(site => site.Id)];
        HashSet<long> goals = [.. document.Goals.Select(goal => goal.Goal.Id)], documents = [.. document.Documents.Select(other => other.Id)];
        foreach (Site site in Index.SitesOf(merchantId))
        {
            if (!sites.Contains(site.Id))
            {
                Index.RemoveSite(site.Id);
                continue;
            }

            foreach (Core.Reports.Goal goal in Index.GoalsOf(site.Id))
            {
                if (!goals.Contains(goal.Id)) Index.RemoveGoal(site.Id, goal.Id);
            }

            foreach (SiteDocument other in Index.DocumentsOf(site.Id))
            {
                if (!documents.Contains(other.Id)) Index.Remove(other);
            }
        }
    }

    private void PutRest(MerchantDocument document)
    {
        foreach (SiteGoal goal in document.Goals) Index.Put(goal.SiteId, goal.Goal);
        foreach (SiteDocument other in document.Documents) Index.Put(other);
        foreach (KeptKey key in document.Keys)
        {
            if (Index.FindKey(key.Key.Id)?.Key != key.Key) Index.Put(key.ToStored());
        }
    }
}
