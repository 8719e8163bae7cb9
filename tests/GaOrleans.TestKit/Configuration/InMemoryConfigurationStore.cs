using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.TestKit.Configuration;

/// <summary>A configuration that lives as long as the object, for tests that do not concern its storage.</summary>
public sealed class InMemoryConfigurationStore : IndexedConfigurationStore
{
    private readonly ConfigurationIndex _stored = new();
    private readonly Dictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);
    private long _lastNumber;

    /// <summary>An empty configuration.</summary>
    /// <param name="time">The clock for dates of creation; the system's when not given.</param>
    public InMemoryConfigurationStore(TimeProvider? time = null) : base(time ?? TimeProvider.System) => Start();

    /// <summary>A configuration with a merchant, a site and a key of all scopes but staff.</summary>
    public static async Task<(InMemoryConfigurationStore Store, Site Site, string Secret)> WithSiteAsync(string domain, string timezone = "Europe/Berlin", TimeProvider? time = null)
    {
        var store = new InMemoryConfigurationStore(time);
        Merchant merchant = await store.AddMerchantAsync("Merchant", CancellationToken.None);
        Site site = await store.AddSiteAsync(merchant.Id, domain, timezone, "EUR", CancellationToken.None)
            ?? throw new InvalidOperationException($"the domain {domain} is taken in an empty configuration");
        NewKey key = await store.AddKeyAsync(merchant.Id, null, "Key", KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage, CancellationToken.None)
            ?? throw new InvalidOperationException("the merchant just made is gone");
        return (store, site, key.Secret);
    }

    /// <inheritdoc/>
    protected override ConfigurationIndex Load() => _stored;

    /// <inheritdoc/>
    protected override Merchant InsertMerchant(Merchant merchant) => merchant with { Id = (int)++_lastNumber };

    /// <inheritdoc/>
    protected override void UpdateMerchant(Merchant merchant)
    {
    }

    /// <inheritdoc/>
    protected override Site InsertSite(Site site) => site with { Id = (int)++_lastNumber };

    /// <inheritdoc/>
    protected override void UpdateSite(Site site)
    {
    }

    /// <inheritdoc/>
    protected override void RemoveSite(int siteId)
    {
    }

    /// <inheritdoc/>
    protected override StoredKey InsertKey(StoredKey key, IReadOnlyList<long> replaced) => key with { Key = key.Key with { Id = ++_lastNumber } };

    /// <inheritdoc/>
    protected override void RemoveKey(long keyId)
    {
    }

    /// <inheritdoc/>
    protected override Goal UpsertGoal(int siteId, Goal goal) => goal.Id != 0 ? goal : goal with { Id = ++_lastNumber };

    /// <inheritdoc/>
    protected override void RemoveGoal(long goalId)
    {
    }

    /// <inheritdoc/>
    protected override SiteDocument UpsertDocument(SiteDocument document) => document.Id != 0 ? document : document with { Id = ++_lastNumber };

    /// <inheritdoc/>
    protected override void RemoveDocument(long documentId)
    {
    }

    /// <inheritdoc/>
    protected override byte[] GetOrInsertSecret(string name, byte[] candidate) => _secrets.TryGetValue(name, out byte[]? there) ? there : _secrets[name] = candidate;
}
