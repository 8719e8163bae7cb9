using System.Collections.Concurrent;
using System.Collections.Immutable;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// The configuration in memory, as stores keep it for lookups. Reads take no lock and may run during a change; every entry is immutable and
/// replaced as a whole. Changes are made by one caller at a time, after they are safely stored. A change costs the same however many
/// merchants there are, which a copy of everything for each change would not.
/// </summary>
public sealed class ConfigurationIndex
{
    private readonly ConcurrentDictionary<string, Site> _byDomain = new(new DomainComparer());
    private readonly ConcurrentDictionary<string, Site>.AlternateLookup<ReadOnlySpan<byte>> _byDomainBytes;
    private readonly ConcurrentDictionary<int, SiteEntry> _sites = new();
    private readonly ConcurrentDictionary<DocumentKind, ImmutableSortedSet<int>> _sitesWith = new();
    private readonly ConcurrentDictionary<int, MerchantEntry> _merchants = new();
    private readonly ConcurrentDictionary<KeyHash, ApiKey> _keys = new();
    private readonly ConcurrentDictionary<long, StoredKey> _keysById = new();

    /// <summary>An empty index.</summary>
    public ConfigurationIndex() => _byDomainBytes = _byDomain.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <inheritdoc cref="IConfigurationStore.FindSite(string)"/>
    public Site? FindSite(string domain)
    {
        ReadOnlySpan<char> bare = DomainName.WithoutWww(domain.AsSpan());
        return _byDomain.GetValueOrDefault(bare.Length == domain.Length ? domain : bare.ToString());
    }

    /// <inheritdoc cref="IConfigurationStore.FindSite(ReadOnlySpan{byte})"/>
    public Site? FindSite(ReadOnlySpan<byte> domain) => _byDomainBytes.TryGetValue(DomainName.WithoutWww(domain), out Site? site) ? site : null;

    /// <inheritdoc cref="IConfigurationStore.FindSite(int)"/>
    public Site? FindSite(int siteId) => _sites.GetValueOrDefault(siteId)?.Site;

    /// <inheritdoc cref="IConfigurationStore.FindMerchant"/>
    public Merchant? FindMerchant(int merchantId) => _merchants.GetValueOrDefault(merchantId)?.Merchant;

    /// <inheritdoc cref="IConfigurationStore.FindKey"/>
    public ApiKey? FindKey(string secret)
    {
        if (!_keys.TryGetValue(KeySecret.Hash(secret), out ApiKey? key)) return null;
        return key.MerchantId != 0 && FindMerchant(key.MerchantId) is not { Suspended: false } ? null : key;
    }

    /// <summary>The key of a number, or null.</summary>
    public StoredKey? FindKey(long keyId) => _keysById.GetValueOrDefault(keyId);

    /// <summary>The key of a hash, or null, also when its merchant is suspended.</summary>
    public ApiKey? FindKey(KeyHash hash) => _keys.GetValueOrDefault(hash);

    /// <summary>The keys whose secrets were given.</summary>
    public IReadOnlyList<StoredKey> KnownKeys() => [.. _keysById.Values.Where(key => key.Known)];

    /// <summary>All keys of a merchant, or of the service itself as number 0, by number.</summary>
    public IReadOnlyList<StoredKey> KeysOf(int merchantId) => merchantId == 0
        ? [.. _keysById.Values.Where(key => key.Key.MerchantId == 0).OrderBy(key => key.Key.Id)]
        : _merchants.TryGetValue(merchantId, out MerchantEntry? entry) ? [.. entry.Keys.Keys.Select(id => _keysById[id])] : [];

    /// <summary>All documents of a site, by kind and name.</summary>
    public IReadOnlyList<SiteDocument> DocumentsOf(int siteId) => _sites.TryGetValue(siteId, out SiteEntry? entry) ? [.. entry.Documents.Values] : [];

    /// <inheritdoc cref="IConfigurationStore.SitesOf"/>
    public IReadOnlyList<Site> SitesOf(int merchantId) => _merchants.TryGetValue(merchantId, out MerchantEntry? entry) ? [.. entry.Sites.Values] : [];

    /// <inheritdoc cref="IConfigurationStore.Merchants"/>
    public IReadOnlyList<Merchant> Merchants() => [.. _merchants.Values.Select(entry => entry.Merchant).OrderBy(merchant => merchant.Id)];

    /// <summary>All merchants with what is theirs, in no order.</summary>
    internal IEnumerable<MerchantEntry> AllMerchants() => _merchants.Select(entry => entry.Value);

    /// <summary>All sites, in no order.</summary>
    internal IEnumerable<Site> AllSites() => _sites.Select(entry => entry.Value.Site);

    /// <summary>All keys, in no order.</summary>
    internal IEnumerable<ApiKey> AllKeys() => _keysById.Select(entry => entry.Value.Key);

    /// <inheritdoc cref="IConfigurationStore.GoalsOf"/>
    public IReadOnlyList<Goal> GoalsOf(int siteId) => _sites.TryGetValue(siteId, out SiteEntry? entry) ? [.. entry.Goals.Values] : [];

    /// <inheritdoc cref="IConfigurationStore.DocumentsOf"/>
    public IReadOnlyList<SiteDocument> DocumentsOf(int siteId, DocumentKind kind) =>
        _sites.TryGetValue(siteId, out SiteEntry? entry) ? [.. entry.Documents.Values.Where(document => document.Kind == kind)] : [];

    /// <inheritdoc cref="IConfigurationStore.SitesWith"/>
    public IReadOnlyList<Site> SitesWith(DocumentKind kind)
    {
        if (!_sitesWith.TryGetValue(kind, out ImmutableSortedSet<int>? having)) return [];
        var sites = new List<Site>(having.Count);
        foreach (int id in having)
        {
            if (FindSite(id) is { } site) sites.Add(site);
        }

        return sites;
    }

    /// <summary>A document, or null.</summary>
    public SiteDocument? FindDocument(int siteId, DocumentKind kind, string name) =>
        _sites.TryGetValue(siteId, out SiteEntry? entry) ? entry.Documents.GetValueOrDefault((kind, name)) : null;

    /// <inheritdoc cref="IConfigurationStore.KeysOf(Site)"/>
    public IReadOnlyList<ApiKey> KeysOf(Site site) =>
        _merchants.TryGetValue(site.MerchantId, out MerchantEntry? entry) ? [.. entry.Keys.Values.Where(key => key.SiteId is null || key.SiteId == site.Id)] : [];

    /// <summary>Adds or replaces a merchant.</summary>
    public void Put(Merchant merchant) => _merchants[merchant.Id] = (_merchants.GetValueOrDefault(merchant.Id) ?? new MerchantEntry(merchant)) with { Merchant = merchant };

    /// <summary>Adds or replaces a site. Its merchant is there already.</summary>
    public void Put(Site site)
    {
        SiteEntry? before = _sites.GetValueOrDefault(site.Id);
        MerchantEntry owner = _merchants[site.MerchantId];
        _sites[site.Id] = (before ?? new SiteEntry(site)) with { Site = site };
        _merchants[site.MerchantId] = owner with { Sites = (before is null ? owner.Sites : owner.Sites.Remove(before.Site.Domain)).SetItem(site.Domain, site) };
        _byDomain[site.Domain] = site;
        if (before is not null && before.Site.Domain != site.Domain) ForgetDomain(before.Site);
    }

    /// <summary>Removes a site with its goals, documents and keys.</summary>
    public void RemoveSite(int siteId)
    {
        if (!_sites.TryRemove(siteId, out SiteEntry? entry)) return;
        ForgetDomain(entry.Site);
        foreach (DocumentKind kind in entry.Documents.Keys.Select(key => key.Kind).Distinct()) _sitesWith[kind] = _sitesWith[kind].Remove(siteId);
        MerchantEntry owner = _merchants[entry.Site.MerchantId];
        _merchants[entry.Site.MerchantId] = owner with { Sites = owner.Sites.Remove(entry.Site.Domain) };
        foreach (ApiKey key in owner.Keys.Values)
        {
            if (key.SiteId == siteId) RemoveKey(key.Id);
        }
    }

    /// <summary>Adds a key. Its merchant, if any, is there already.</summary>
    public void Put(StoredKey stored)
    {
        ApiKey key = stored.Key;
        if (_merchants.TryGetValue(key.MerchantId, out MerchantEntry? owner)) _merchants[key.MerchantId] = owner with { Keys = owner.Keys.SetItem(key.Id, key) };
        _keysById[key.Id] = stored;
        _keys[stored.Hash] = key;
    }

    /// <summary>Removes a key.</summary>
    public void RemoveKey(long keyId)
    {
        if (!_keysById.TryRemove(keyId, out StoredKey? stored)) return;
        _keys.TryRemove(stored.Hash, out _);
        int merchant = stored.Key.MerchantId;
        if (_merchants.TryGetValue(merchant, out MerchantEntry? owner)) _merchants[merchant] = owner with { Keys = owner.Keys.Remove(keyId) };
    }

    /// <summary>Adds or replaces a goal of a site that is there.</summary>
    public void Put(int siteId, Goal goal) => _sites[siteId] = _sites[siteId] with { Goals = _sites[siteId].Goals.SetItem(goal.Id, goal) };

    /// <summary>Removes a goal of a site that is there.</summary>
    public void RemoveGoal(int siteId, long goalId) => _sites[siteId] = _sites[siteId] with { Goals = _sites[siteId].Goals.Remove(goalId) };

    /// <summary>Adds or replaces a document of a site that is there.</summary>
    public void Put(SiteDocument document)
    {
        SiteEntry entry = _sites[document.SiteId];
        _sites[document.SiteId] = entry with { Documents = entry.Documents.SetItem((document.Kind, document.Name), document) };
        _sitesWith[document.Kind] = (_sitesWith.GetValueOrDefault(document.Kind) ?? []).Add(document.SiteId);
    }

    /// <summary>Removes a document.</summary>
    public void Remove(SiteDocument document)
    {
        SiteEntry entry = _sites[document.SiteId];
        _sites[document.SiteId] = entry with { Documents = entry.Documents.Remove((document.Kind, document.Name)) };
        if (DocumentsOf(document.SiteId, document.Kind).Count == 0) _sitesWith[document.Kind] = _sitesWith[document.Kind].Remove(document.SiteId);
    }

    // Where changes of several merchants come in any order, another site may have the domain by now.
    private void ForgetDomain(Site site)
    {
        if (_byDomain.TryGetValue(site.Domain, out Site? holder) && holder.Id == site.Id) _byDomain.TryRemove(site.Domain, out _);
    }
}
