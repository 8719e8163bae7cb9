using System.Collections.Concurrent;
using System.Security.Cryptography;
using GaOrleans.Core.Reports;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// What all stores of the configuration share: lookups from a <see cref="ConfigurationIndex"/>, changes one after the other, each stored by the
/// derived class before the index shows it. After a failed change it is not known what reached the disk, so before the next change everything
/// is loaded anew; lookups meanwhile go on with what was known.
/// </summary>
/// <param name="time">The clock for dates of creation.</param>
public abstract class IndexedConfigurationStore(TimeProvider time) : IConfigurationStore, IDisposable
{
    private const int SecretBytes = 32;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);
    private volatile ConfigurationIndex _index = new();
    private volatile bool _stale = true;
    private long _version;

    /// <inheritdoc/>
    public long Version => Volatile.Read(ref _version);

    /// <inheritdoc/>
    public Site? FindSite(string domain) => _index.FindSite(domain);

    /// <inheritdoc/>
    public Site? FindSite(ReadOnlySpan<byte> domain) => _index.FindSite(domain);

    /// <inheritdoc/>
    public Site? FindSite(int siteId) => _index.FindSite(siteId);

    /// <inheritdoc/>
    public Merchant? FindMerchant(int merchantId) => _index.FindMerchant(merchantId);

    /// <inheritdoc/>
    public ApiKey? FindKey(string secret) => _index.FindKey(secret);

    /// <inheritdoc/>
    public IReadOnlyList<Site> SitesOf(int merchantId) => _index.SitesOf(merchantId);

    /// <inheritdoc/>
    public IReadOnlyList<Merchant> Merchants() => _index.Merchants();

    /// <inheritdoc/>
    public IReadOnlyList<Goal> GoalsOf(int siteId) => _index.GoalsOf(siteId);

    /// <inheritdoc/>
    public IReadOnlyList<SiteDocument> DocumentsOf(int siteId, DocumentKind kind) => _index.DocumentsOf(siteId, kind);

    /// <inheritdoc/>
    public IReadOnlyList<ApiKey> KeysOf(Site site) => _index.KeysOf(site);

    /// <inheritdoc/>
    public ValueTask<Merchant> AddMerchantAsync(string name, CancellationToken ct) => ChangeAsync(index =>
    {
        Merchant merchant = InsertMerchant(new Merchant(0, name, NowMs));
        index.Put(merchant);
        return merchant;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<bool> ChangeMerchantAsync(Merchant merchant, CancellationToken ct) => ChangeAsync(index =>
    {
        if (index.FindMerchant(merchant.Id) is not { } before) return false;
        Merchant after = merchant with { CreatedMs = before.CreatedMs };
        UpdateMerchant(after);
        index.Put(after);
        return true;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<Site?> AddSiteAsync(int merchantId, string domain, string timezone, string currency, CancellationToken ct)
    {
        Site wanted = SiteRules.Normalise(new Site(0, merchantId, domain, timezone, currency, NowMs));
        return ChangeAsync(index =>
        {
            if (index.FindMerchant(merchantId) is null) throw new ArgumentException($"cannot create the site {domain}: there is no merchant {merchantId}", nameof(merchantId));
            if (index.FindSite(wanted.Domain) is not null) return null;
            Site site = InsertSite(wanted);
            index.Put(site);
            return site;
        }, ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ChangeSiteAsync(Site site, CancellationToken ct)
    {
        Site wanted = SiteRules.Normalise(site);
        return ChangeAsync(index =>
        {
            if (index.FindSite(site.Id) is not { } before) return false;
            if (index.FindSite(wanted.Domain) is { } holder && holder.Id != site.Id) return false;
            Site after = wanted with { MerchantId = before.MerchantId, CreatedMs = before.CreatedMs };
            UpdateSite(after);
            index.Put(after);
            return true;
        }, ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteSiteAsync(int siteId, CancellationToken ct) => ChangeAsync(index =>
    {
        if (index.FindSite(siteId) is null) return false;
        RemoveSite(siteId);
        index.RemoveSite(siteId);
        return true;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<NewKey?> AddKeyAsync(int merchantId, int? siteId, string name, KeyScopes scopes, CancellationToken ct) => ChangeAsync<NewKey?>(index =>
    {
        if (merchantId != 0 && index.FindMerchant(merchantId) is null) return null;
        if (siteId is { } id && index.FindSite(id)?.MerchantId != merchantId) return null;
        string secret = KeySecret.Make();
        var key = new ApiKey(0, merchantId, siteId, name, scopes, KeySecret.PrefixOf(secret), NowMs);
        StoredKey stored = InsertKey(new StoredKey(key, KeySecret.Hash(secret), Known: false), replaced: []);
        index.Put(stored);
        return new NewKey(stored.Key, secret);
    }, ct);

    /// <inheritdoc/>
    public async ValueTask AddKnownKeyAsync(string secret, string name, KeyScopes scopes, CancellationToken ct) => await ChangeAsync(index =>
    {
        var hash = KeySecret.Hash(secret);
        if (index.FindKey(hash) is { } there)
        {
            if (there.MerchantId != 0) throw new ArgumentException($"cannot use the secret of {name}: it is the key of a merchant already; choose another", nameof(secret));
            if (there.Name == name && there.Scopes == scopes) return there;
        }

        long[] replaced = [.. index.KnownKeys().Where(known => known.Key.Name == name || known.Hash.Equals(hash)).Select(known => known.Key.Id)];
        var key = new ApiKey(0, 0, null, name, scopes, KeySecret.PrefixOf(secret), NowMs);
        StoredKey stored = InsertKey(new StoredKey(key, hash, Known: true), replaced);
        foreach (long id in replaced) index.RemoveKey(id);
        index.Put(stored);
        return stored.Key;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteKeyAsync(long keyId, CancellationToken ct) => ChangeAsync(index =>
    {
        if (index.FindKey(keyId) is null) return false;
        RemoveKey(keyId);
        index.RemoveKey(keyId);
        return true;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<Goal?> PutGoalAsync(int siteId, Goal goal, CancellationToken ct) => ChangeAsync<Goal?>(index =>
    {
        if (index.FindSite(siteId) is null) return null;
        Goal? before = index.GoalsOf(siteId).FirstOrDefault(other => other.EventName == goal.EventName && other.PagePath == goal.PagePath);
        if (index.GoalsOf(siteId).Any(other => other.DisplayName == goal.DisplayName && other.Id != before?.Id)) return null;
        Goal after = UpsertGoal(siteId, goal with { Id = before?.Id ?? 0 });
        index.Put(siteId, after);
        return after;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteGoalAsync(int siteId, long goalId, CancellationToken ct) => ChangeAsync(index =>
    {
        if (index.GoalsOf(siteId).All(goal => goal.Id != goalId)) return false;
        RemoveGoal(goalId);
        index.RemoveGoal(siteId, goalId);
        return true;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<SiteDocument?> PutDocumentAsync(int siteId, DocumentKind kind, string name, string json, CancellationToken ct) => ChangeAsync<SiteDocument?>(index =>
    {
        if (index.FindSite(siteId) is null) return null;
        SiteDocument? before = index.FindDocument(siteId, kind, name);
        SiteDocument after = UpsertDocument(new SiteDocument(before?.Id ?? 0, siteId, kind, name, json, NowMs));
        index.Put(after);
        return after;
    }, ct);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteDocumentAsync(int siteId, DocumentKind kind, string name, CancellationToken ct) => ChangeAsync(index =>
    {
        if (index.FindDocument(siteId, kind, name) is not { } document) return false;
        RemoveDocument(document.Id);
        index.Remove(document);
        return true;
    }, ct);

    /// <inheritdoc/>
    public async ValueTask<byte[]> SecretAsync(string name, CancellationToken ct)
    {
        if (!_secrets.TryGetValue(name, out byte[]? secret))
        {
            secret = await ChangeAsync(_ => GetOrInsertSecret(name, RandomNumberGenerator.GetBytes(SecretBytes)), ct);
            _secrets[name] = secret;
        }

        return [.. secret];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the store holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _turn.Dispose();
    }

    /// <summary>Reads everything that is stored, for the start and after a failed change.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    protected abstract ConfigurationIndex Load();

    /// <summary>Stores a new merchant and returns it with its number. Like all of the following, it is safely stored on return, or an <see cref="IOException"/> is thrown.</summary>
    protected abstract Merchant InsertMerchant(Merchant merchant);

    /// <summary>Stores a changed merchant.</summary>
    protected abstract void UpdateMerchant(Merchant merchant);

    /// <summary>Stores a new site and returns it with its number, which no site ever had.</summary>
    protected abstract Site InsertSite(Site site);

    /// <summary>Stores a changed site.</summary>
    protected abstract void UpdateSite(Site site);

    /// <summary>Removes a site with its goals, documents and keys.</summary>
    protected abstract void RemoveSite(int siteId);

    /// <summary>Stores a new key, removes others in the same step, and returns it with its number.</summary>
    protected abstract StoredKey InsertKey(StoredKey key, IReadOnlyList<long> replaced);

    /// <summary>Removes a key.</summary>
    protected abstract void RemoveKey(long keyId);

    /// <summary>Stores a goal; a new one, with the number 0, is returned with its number.</summary>
    protected abstract Goal UpsertGoal(int siteId, Goal goal);

    /// <summary>Removes a goal.</summary>
    protected abstract void RemoveGoal(long goalId);

    /// <summary>Stores a document; a new one, with the number 0, is returned with its number.</summary>
    protected abstract SiteDocument UpsertDocument(SiteDocument document);

    /// <summary>Removes a document.</summary>
    protected abstract void RemoveDocument(long documentId);

    /// <summary>The secret of a name; where there is none, the candidate is stored.</summary>
    protected abstract byte[] GetOrInsertSecret(string name, byte[] candidate);

    /// <summary>Loads what is stored. A derived class calls it once it is ready.</summary>
    protected void Start()
    {
        _index = Load();
        _stale = false;
    }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<T> ChangeAsync<T>(Func<ConfigurationIndex, T> change, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // Storing waits for the disk, so not on the caller's thread; and what was begun is finished.
            return await Task.Run(() => Change(change), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private T Change<T>(Func<ConfigurationIndex, T> change)
    {
        if (_stale) Start();
        bool made = false;
        try
        {
            T result = change(_index);
            made = true;
            return result;
        }
        finally
        {
            _stale = !made;
            Interlocked.Increment(ref _version);
        }
    }
}
