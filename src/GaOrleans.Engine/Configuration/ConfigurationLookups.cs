using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>The lookups of a store that keeps everything in a <see cref="ConfigurationIndex"/>.</summary>
public abstract class ConfigurationLookups
{
    /// <summary>What is known now.</summary>
    protected abstract ConfigurationIndex Index { get; }

    /// <inheritdoc cref="IConfigurationStore.FindSite(string)"/>
    public Site? FindSite(string domain) => Index.FindSite(domain);

    /// <inheritdoc cref="IConfigurationStore.FindSite(ReadOnlySpan{byte})"/>
    public Site? FindSite(ReadOnlySpan<byte> domain) => Index.FindSite(domain);

    /// <inheritdoc cref="IConfigurationStore.FindSite(int)"/>
    public Site? FindSite(int siteId) => Index.FindSite(siteId);

    /// <inheritdoc cref="IConfigurationStore.FindMerchant"/>
    public Merchant? FindMerchant(int merchantId) => Index.FindMerchant(merchantId);

    /// <inheritdoc cref="IConfigurationStore.FindKey"/>
    public ApiKey? FindKey(string secret) => Index.FindKey(secret);

    /// <inheritdoc cref="IConfigurationStore.SitesOf"/>
    public IReadOnlyList<Site> SitesOf(int merchantId) => Index.SitesOf(merchantId);

    /// <inheritdoc cref="IConfigurationStore.Merchants"/>
    public IReadOnlyList<Merchant> Merchants() => Index.Merchants();

    /// <inheritdoc cref="IConfigurationStore.SearchMerchants"/>
    public IReadOnlyList<Merchant> SearchMerchants(string text, int after, int count) => ConfigurationSearch.Merchants(Index, text, after, count);

    /// <inheritdoc cref="IConfigurationStore.SearchSites"/>
    public IReadOnlyList<Site> SearchSites(string text, int after, int count) => ConfigurationSearch.Sites(Index, text, after, count);

    /// <inheritdoc cref="IConfigurationStore.SearchKeys"/>
    public IReadOnlyList<ApiKey> SearchKeys(string text, long after, int count) => ConfigurationSearch.Keys(Index, text, after, count);

    /// <inheritdoc cref="IConfigurationStore.GoalsOf"/>
    public IReadOnlyList<Goal> GoalsOf(int siteId) => Index.GoalsOf(siteId);

    /// <inheritdoc cref="IConfigurationStore.DocumentsOf"/>
    public IReadOnlyList<SiteDocument> DocumentsOf(int siteId, DocumentKind kind) => Index.DocumentsOf(siteId, kind);

    /// <inheritdoc cref="IConfigurationStore.FindDocument"/>
    public SiteDocument? FindDocument(int siteId, DocumentKind kind, string name) => Index.FindDocument(siteId, kind, name);

    /// <inheritdoc cref="IConfigurationStore.SitesWith"/>
    public IReadOnlyList<Site> SitesWith(DocumentKind kind) => Index.SitesWith(kind);

    /// <inheritdoc cref="IConfigurationStore.KeysOf(Site)"/>
    public IReadOnlyList<ApiKey> KeysOf(Site site) => Index.KeysOf(site);

    /// <inheritdoc cref="IConfigurationStore.KeysOf(int)"/>
    public IReadOnlyList<ApiKey> KeysOf(int merchantId) => [.. Index.KeysOf(merchantId).Select(key => key.Key)];
}
