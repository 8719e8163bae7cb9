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
public abstract class IndexedConfigurationStore(TimeProvider time) : ConfigurationLookups, IConfigurationStore, IDisposable
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
    protected sealed override ConfigurationIndex Index => _index;

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
        if (ConfigurationRules.Change(index, merchant) is not { } after) return false;
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
            if (!ConfigurationRules.MayAdd(index, wanted)) return null;
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
            if (ConfigurationRules.Change(index, wanted) is not { } after) return false;
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
        if (!ConfigurationRules.MayAddKey(index, merchantId, siteId)) return null;
        string secret = KeySecret.Make();
        StoredKey stored = InsertKey(ConfigurationRules.NewKey(secret, merchantId, siteId, name, scopes, NowMs, known: false), replaced: []);
        index.Put(stored);
        return new NewKey(stored.Key, secret);
    }, ct);

    /// <inheritdoc/>
    public async ValueTask AddKnownKeyAsync(string secret, string name, KeyScopes scopes, CancellationToken ct) => await ChangeAsync(index =>
    {
        if (ConfigurationRules.ReplacedBy(index, secret, name, scopes) is not { } replaced) return false;
        StoredKey stored = InsertKey(ConfigurationRules.NewKey(secret, 0, null, name, scopes, NowMs, known: true), replaced);
        foreach (long id in replaced) index.RemoveKey(id);
        index.Put(stored);
        return true;
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
        if (ConfigurationRules.Put(index, siteId, goal) is not { } wanted) return null;
        Goal after = UpsertGoal(siteId, wanted);
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
    public ValueTask<SiteDocument?> PutDocumentAsync(int siteId, DocumentKind kind, string name, string json, CancellationToken ct) =>
        StoreAsync(index => ConfigurationRules.Put(index, new SiteDocument(0, siteId, kind, name, json, NowMs)), ct);

    /// <inheritdoc/>
    public ValueTask<SiteDocument?> ReplaceDocumentAsync(int siteId, DocumentKind kind, string name, string json, DocumentVersion known, CancellationToken ct) =>
        StoreAsync(index => ConfigurationRules.Replace(index, new SiteDocument(0, siteId, kind, name, json, NowMs), known), ct);

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

    private ValueTask<SiteDocument?> StoreAsync(Func<ConfigurationIndex, SiteDocument?> decide, CancellationToken ct) => ChangeAsync(index =>
    {
        if (decide(index) is not { } wanted) return null;
        SiteDocument after = UpsertDocument(wanted);
        index.Put(after);
        return after;
    }, ct);

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
