using System.Text.Json;
using GaOrleans.Core.Reports;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Configuration;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Configuration;

/// <summary>
/// The configuration of the single-node edition, in one SQLite file in WAL mode whose every commit is flushed. Lookups never touch the file.
/// </summary>
public sealed class SqliteConfigurationStore : IndexedConfigurationStore
{
    /// <summary>How long a change waits for another process that holds the file.</summary>
    public const int DefaultBusySeconds = 5;

    private readonly CheckedDatabase _database;

    /// <summary>Opens the file, creating or migrating it, and loads everything.</summary>
    /// <param name="path">The file; its directory is created when missing.</param>
    /// <param name="time">The clock for dates of creation.</param>
    /// <param name="busySeconds">How long a change waits for another process that holds the file; at least 1.</param>
    /// <exception cref="IOException">It cannot be opened, is damaged, or is of a later version of the program.</exception>
    public SqliteConfigurationStore(string path, TimeProvider time, int busySeconds = DefaultBusySeconds) : base(time)
    {
        _database = new CheckedDatabase(path, "configuration", ConfigurationSchema.Steps, busySeconds);
        try
        {
            Start();
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _database.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override ConfigurationIndex Load()
    {
        _database.Reopen();
        var index = new ConfigurationIndex();
        foreach (Merchant merchant in _database.Rows("SELECT id, name, created_ms, suspended FROM merchants", ReadMerchant)) index.Put(merchant);
        foreach (Site site in _database.Rows("SELECT id, merchant_id, domain, timezone, currency, created_ms, shards, blocked FROM sites", ReadSite)) index.Put(site);
        foreach (StoredKey key in _database.Rows("SELECT id, merchant_id, site_id, name, scopes, prefix, created_ms, hash, known FROM keys", ReadKey)) index.Put(key);
        foreach ((int site, Goal goal) in _database.Rows("SELECT site_id, id, display_name, event_name, page_path, currency, custom_props FROM goals", ReadGoal)) index.Put(site, goal);
        foreach (SiteDocument document in _database.Rows("SELECT id, site_id, kind, name, json, changed_ms FROM documents", ReadDocument)) index.Put(document);
        return index;
    }

    /// <inheritdoc/>
    protected override Merchant InsertMerchant(Merchant merchant) => merchant with
    {
        Id = checked((int)_database.Change(() => _database.Run(
            "INSERT INTO merchants (name, created_ms, suspended) VALUES ($1, $2, $3)", merchant.Name, merchant.CreatedMs, merchant.Suspended))),
    };

    /// <inheritdoc/>
    protected override void UpdateMerchant(Merchant merchant) => _database.Change(() => _database.Run(
        "UPDATE merchants SET name = $2, suspended = $3 WHERE id = $1", merchant.Id, merchant.Name, merchant.Suspended));

    /// <inheritdoc/>
    protected override Site InsertSite(Site site) => site with
    {
        Id = checked((int)_database.Change(() => _database.Run(
            "INSERT INTO sites (merchant_id, domain, timezone, currency, created_ms, shards, blocked) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            site.MerchantId, site.Domain, site.Timezone, site.Currency, site.CreatedMs, site.Shards, site.Blocked))),
    };

    /// <inheritdoc/>
    protected override void UpdateSite(Site site) => _database.Change(() => _database.Run(
        "UPDATE sites SET domain = $2, timezone = $3, currency = $4, shards = $5, blocked = $6 WHERE id = $1",
        site.Id, site.Domain, site.Timezone, site.Currency, site.Shards, site.Blocked));

    /// <inheritdoc/>
    protected override void RemoveSite(int siteId) => _database.Change(() => _database.Run("DELETE FROM sites WHERE id = $1", siteId));

    /// <inheritdoc/>
    protected override StoredKey InsertKey(StoredKey key, IReadOnlyList<long> replaced)
    {
        long id = _database.Change(() =>
        {
            foreach (long old in replaced) _database.Run("DELETE FROM keys WHERE id = $1", old);
            return _database.Run(
                "INSERT INTO keys (merchant_id, site_id, name, scopes, prefix, created_ms, hash, known) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                key.Key.MerchantId == 0 ? null : key.Key.MerchantId, key.Key.SiteId, key.Key.Name, (int)key.Key.Scopes, key.Key.Prefix,
                key.Key.CreatedMs, key.Hash.ToArray(), key.Known);
        });
        return key with { Key = key.Key with { Id = id } };
    }

    /// <inheritdoc/>
    protected override void RemoveKey(long keyId) => _database.Change(() => _database.Run("DELETE FROM keys WHERE id = $1", keyId));

    /// <inheritdoc/>
    protected override Goal UpsertGoal(int siteId, Goal goal)
    {
        string props = JsonSerializer.Serialize(goal.CustomProps);
        long id = _database.Change(() => goal.Id != 0
            ? _database.Run("UPDATE goals SET display_name = $2, currency = $3, custom_props = $4 WHERE id = $1", goal.Id, goal.DisplayName, goal.Currency, props)
            : _database.Run(
                "INSERT INTO goals (site_id, display_name, event_name, page_path, currency, custom_props) VALUES ($1, $2, $3, $4, $5, $6)",
                siteId, goal.DisplayName, goal.EventName, goal.PagePath, goal.Currency, props));
        return goal.Id != 0 ? goal : goal with { Id = id };
    }

    /// <inheritdoc/>
    protected override void RemoveGoal(long goalId) => _database.Change(() => _database.Run("DELETE FROM goals WHERE id = $1", goalId));

    /// <inheritdoc/>
    protected override SiteDocument UpsertDocument(SiteDocument document)
    {
        long id = _database.Change(() => document.Id != 0
            ? _database.Run("UPDATE documents SET json = $2, changed_ms = $3 WHERE id = $1", document.Id, document.Json, document.ChangedMs)
            : _database.Run(
                "INSERT INTO documents (site_id, kind, name, json, changed_ms) VALUES ($1, $2, $3, $4, $5)",
                document.SiteId, (int)document.Kind, document.Name, document.Json, document.ChangedMs));
        return document.Id != 0 ? document : document with { Id = id };
    }

    /// <inheritdoc/>
    protected override void RemoveDocument(long documentId) => _database.Change(() => _database.Run("DELETE FROM documents WHERE id = $1", documentId));

    /// <inheritdoc/>
    protected override byte[] GetOrInsertSecret(string name, byte[] candidate) => _database.Change(() =>
    {
        _database.Run("INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, candidate);
        return (byte[])_database.Scalar("SELECT value FROM secrets WHERE name = $1", name)!;
    });

    private static Merchant ReadMerchant(SqliteDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetBoolean(3));

    private static Site ReadSite(SqliteDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt32(6), row.GetBoolean(7));

    private static StoredKey ReadKey(SqliteDataReader row)
    {
        int merchant = row.IsDBNull(1) ? 0 : row.GetInt32(1);
        int? site = row.IsDBNull(2) ? null : row.GetInt32(2);
        var key = new ApiKey(row.GetInt64(0), merchant, site, row.GetString(3), (KeyScopes)row.GetInt32(4), row.GetString(5), row.GetInt64(6));
        return new StoredKey(key, new KeyHash(row.GetFieldValue<byte[]>(7)), row.GetBoolean(8));
    }

    private static (int Site, Goal Goal) ReadGoal(SqliteDataReader row)
    {
        Dictionary<string, string> props = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(6)) ?? [];
        return (row.GetInt32(0), new Goal(row.GetInt64(1), row.GetString(2), TextOrNull(row, 3), TextOrNull(row, 4), TextOrNull(row, 5), props));
    }

    private static SiteDocument ReadDocument(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), (DocumentKind)row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetInt64(5));

    private static string? TextOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
