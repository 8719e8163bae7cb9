using System.Collections.Concurrent;
using System.Security.Cryptography;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// The configuration over grains. Each silo keeps a replica of everything for its lookups; changes are made by the grains of the merchants
/// and complete when all subscribed silos have them. The decisions are those of the other stores (<see cref="ConfigurationRules"/>).
/// </summary>
internal sealed class ClusterConfigurationStore(ConfigurationReplica replica, MerchantEditor editor, DomainClaims domains, TimeProvider time) : ConfigurationLookups, IConfigurationStore
{
    private const int SecretBytes = 32;

    private readonly ConcurrentDictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public long Version => replica.Version;

    /// <inheritdoc/>
    protected override ConfigurationIndex Index => replica.Index;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async ValueTask<Merchant> AddMerchantAsync(string name, CancellationToken ct)
    {
        int id = (int)await editor.Explained(editor.Catalog.NumberAsync(merchant: true));
        var merchant = new Merchant(id, name, NowMs);
        return await editor.EditAsync(id, ct, now => new Edit<Merchant>(merchant, now with { Merchant = merchant }));
    }

    /// <inheritdoc/>
    public ValueTask<bool> ChangeMerchantAsync(Merchant merchant, CancellationToken ct) => editor.EditAsync(merchant.Id, ct, now =>
        ConfigurationRules.Change(Index, merchant) is { } after ? new Edit<bool>(true, now with { Merchant = after }) : default);

    /// <inheritdoc/>
    public async ValueTask<Site?> AddSiteAsync(int merchantId, string domain, string timezone, string currency, CancellationToken ct)
    {
        Site wanted = SiteRules.Normalise(new Site(0, merchantId, domain, timezone, currency, NowMs));
        if (!ConfigurationRules.MayAdd(Index, wanted)) return null;
        Site site = wanted with { Id = checked((int)await editor.NumberAsync()) };
        return await editor.EditAsync<Site?>(merchantId, ct, async now =>
            ConfigurationRules.MayAdd(Index, site) && await domains.TryClaimAsync(site.Domain, merchantId, site.Id) ? new Edit<Site?>(site, now.With(site)) : default);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ChangeSiteAsync(Site site, CancellationToken ct)
    {
        Site wanted = SiteRules.Normalise(site);
        if (Index.FindSite(site.Id) is not { } known) return false;
        bool made = await editor.EditAsync<bool>(known.MerchantId, ct, async now =>
        {
            if (ConfigurationRules.Change(Index, wanted) is not { } after) return default;
            bool may = Index.FindSite(site.Id)?.Domain == after.Domain || await domains.TryClaimAsync(after.Domain, after.MerchantId, after.Id);
            return may ? new Edit<bool>(true, now.With(after)) : default;
        });
        if (made && known.Domain != wanted.Domain) await domains.LeaveAsync(known.Domain, site.Id);
        return made;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteSiteAsync(int siteId, CancellationToken ct)
    {
        if (Index.FindSite(siteId) is not { } site) return false;
        bool made = await editor.EditAsync(site.MerchantId, ct, now => Index.FindSite(siteId) is null ? default : new Edit<bool>(true, now.WithoutSite(siteId)));
        if (made) await domains.LeaveAsync(site.Domain, siteId);
        return made;
    }

    /// <inheritdoc/>
    public async ValueTask<NewKey?> AddKeyAsync(int merchantId, int? siteId, string name, KeyScopes scopes, CancellationToken ct)
    {
        if (!ConfigurationRules.MayAddKey(Index, merchantId, siteId)) return null;
        string secret = KeySecret.Make();
        StoredKey key = await NumberedAsync(ConfigurationRules.NewKey(secret, merchantId, siteId, name, scopes, NowMs, known: false));
        return await editor.EditAsync(merchantId, ct, now =>
            ConfigurationRules.MayAddKey(Index, merchantId, siteId) ? new Edit<NewKey?>(new NewKey(key.Key, secret), now.With(key, [])) : default);
    }

    /// <inheritdoc/>
    public async ValueTask AddKnownKeyAsync(string secret, string name, KeyScopes scopes, CancellationToken ct)
    {
        if (ConfigurationRules.ReplacedBy(Index, secret, name, scopes) is null) return;
        StoredKey key = await NumberedAsync(ConfigurationRules.NewKey(secret, 0, null, name, scopes, NowMs, known: true));
        await editor.EditAsync(0, ct, now =>
            ConfigurationRules.ReplacedBy(Index, secret, name, scopes) is { } replaced ? new Edit<bool>(true, now.With(key, replaced)) : default);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteKeyAsync(long keyId, CancellationToken ct) => Index.FindKey(keyId) is { } known && await editor.EditAsync(known.Key.MerchantId, ct, now =>
        Index.FindKey(keyId) is null ? default : new Edit<bool>(true, now.WithoutKey(keyId)));

    /// <inheritdoc/>
    public async ValueTask<Goal?> PutGoalAsync(int siteId, Goal goal, CancellationToken ct) => Index.FindSite(siteId) is not { } site ? null : await editor.EditAsync<Goal?>(site.MerchantId, ct, async now =>
    {
        if (ConfigurationRules.Put(Index, siteId, goal) is not { } wanted) return default;
        Goal after = wanted.Id != 0 ? wanted : wanted with { Id = await editor.NumberAsync() };
        return new Edit<Goal?>(after, now.With(new SiteGoal(siteId, after)));
    });

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteGoalAsync(int siteId, long goalId, CancellationToken ct) => Index.FindSite(siteId) is { } site && await editor.EditAsync(site.MerchantId, ct, now =>
        Index.GoalsOf(siteId).All(goal => goal.Id != goalId) ? default : new Edit<bool>(true, now.WithoutGoal(goalId)));

    /// <inheritdoc/>
    public ValueTask<SiteDocument?> PutDocumentAsync(int siteId, DocumentKind kind, string name, string json, CancellationToken ct) =>
        StoreAsync(siteId, () => ConfigurationRules.Put(Index, new SiteDocument(0, siteId, kind, name, json, NowMs)), ct);

    /// <inheritdoc/>
    public ValueTask<SiteDocument?> ReplaceDocumentAsync(int siteId, DocumentKind kind, string name, string json, DocumentVersion known, CancellationToken ct) =>
        StoreAsync(siteId, () => ConfigurationRules.Replace(Index, new SiteDocument(0, siteId, kind, name, json, NowMs), known), ct);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteDocumentAsync(int siteId, DocumentKind kind, string name, CancellationToken ct) =>
        Index.FindSite(siteId) is { } site && await editor.EditAsync(site.MerchantId, ct, now =>
            Index.FindDocument(siteId, kind, name) is { } document ? new Edit<bool>(true, now.WithoutDocument(document.Id)) : default);

    /// <inheritdoc/>
    public async ValueTask<byte[]> SecretAsync(string name, CancellationToken ct)
    {
        if (!_secrets.TryGetValue(name, out byte[]? secret))
        {
            secret = await editor.Explained(editor.Catalog.SecretAsync(name, RandomNumberGenerator.GetBytes(SecretBytes)));
            _secrets[name] = secret;
        }

        return [.. secret];
    }

    private async ValueTask<SiteDocument?> StoreAsync(int siteId, Func<SiteDocument?> decide, CancellationToken ct)
    {
        if (Index.FindSite(siteId) is not { } site) return null;
        return await editor.EditAsync<SiteDocument?>(site.MerchantId, ct, async now =>
        {
            if (decide() is not { } wanted) return default;
            SiteDocument after = wanted.Id != 0 ? wanted : wanted with { Id = await editor.NumberAsync() };
            return new Edit<SiteDocument?>(after, now.With(after));
        });
    }

    private async ValueTask<StoredKey> NumberedAsync(StoredKey key) => key with { Key = key.Key with { Id = await editor.NumberAsync() } };
}
