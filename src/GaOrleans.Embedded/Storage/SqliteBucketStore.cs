using System.Collections.Concurrent;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Storage;

/// <summary>
/// Buckets in a SQLite database: one connection writes, with a write-ahead log and a full flush for each transaction; others read beside it.
/// After a fault the connection is dropped and the next call makes a new one, so that it heals when the disk or the lock does.
/// </summary>
public sealed class SqliteBucketStore : ILocalBucketStore
{
    private const int Corrupt = 11, NotADatabase = 26, Busy = 5, Locked = 6, Full = 13;

    private readonly string _path;
    private readonly string _connectionText;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly Lock _writing = new();
    private SqliteWriter? _writer;

    private SqliteBucketStore(string path, BucketStoreOptions options)
    {
        _path = path;
        _connectionText = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = options.BusySeconds, Pooling = false }.ToString();
    }

    /// <summary>Opens the database, making it when it is missing.</summary>
    /// <exception cref="IOException">It cannot be opened, is of another version, or is damaged.</exception>
    public static SqliteBucketStore Open(string path, BucketStoreOptions options)
    {
        var store = new SqliteBucketStore(path, options);
        try
        {
            using SqliteConnection connection = store.Connect();
            SqliteSchema.Prepare(connection, path, options.CheckedBytes);
        }
        catch (SqliteException e)
        {
            throw store.Fault("open", e);
        }

        return store;
    }

    /// <inheritdoc/>
    public long Save(Checkpoint checkpoint) => Write("save a checkpoint to", writer => writer.Save(checkpoint));

    /// <inheritdoc/>
    public StoredBucket? Load(BucketKey key)
    {
        try
        {
            return Read("read a bucket of", reader => reader.Load(key));
        }
        catch (IOException e) when (e.InnerException is SqliteException { SqliteErrorCode: Corrupt or NotADatabase })
        {
            throw new DamagedBucketException(key, "the database is damaged where it lies");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<BucketInfo> List(int site, long fromHour, long toHour) => Read("list buckets of", reader => reader.List(site, fromHour, toHour));

    /// <inheritdoc/>
    public IReadOnlyList<LogPosition> RecoveryPositions() => Read("read positions of", reader =>
        reader.Numbers("SELECT partition, offset FROM positions ORDER BY partition", 2).ConvertAll(row => new LogPosition((int)row[0], row[1])));

    /// <inheritdoc/>
    public long HighestWatermark(int partition) => Read("read positions of", reader => reader.Number($"SELECT highest FROM positions WHERE partition = {partition}", -1));

    /// <inheritdoc/>
    public IReadOnlyList<BucketKey> Unsealed(long beforeHour) => Read("list buckets of", reader =>
        reader.Numbers($"SELECT site, hour, shard FROM buckets WHERE sealed = 0 AND hour < {beforeHour}", 3).ConvertAll(row => new BucketKey((int)row[0], row[1], (int)row[2])));

    /// <inheritdoc/>
    /// <remarks>Goes from site to site along the primary key, so it does not look at older hours.</remarks>
    public IReadOnlyList<BucketKey> Since(long hour) => Read("list buckets of", reader =>
        reader.Numbers($"""
            WITH RECURSIVE sites (site) AS (
                SELECT min(site) FROM buckets
                UNION ALL SELECT (SELECT min(site) FROM buckets WHERE site > sites.site) FROM sites WHERE sites.site IS NOT NULL)
            SELECT buckets.site, buckets.hour, buckets.shard FROM sites JOIN buckets ON buckets.site = sites.site AND buckets.hour >= {hour}
            """, 3).ConvertAll(row => new BucketKey((int)row[0], row[1], (int)row[2])));

    /// <inheritdoc/>
    public IReadOnlyList<int> DeletedSites() => Read("list deleted sites of", reader => reader.Numbers("SELECT site FROM deleted_sites", 1).ConvertAll(row => (int)row[0]));

    /// <inheritdoc/>
    public void Quarantine(BucketKey key, string reason) => Write("quarantine a bucket of", writer =>
    {
        writer.Quarantine(key, reason);
        return 0;
    });

    /// <inheritdoc/>
    public IReadOnlyList<BucketKey> Quarantined() => Read("read the quarantine of", reader =>
        reader.Numbers("SELECT site, hour, shard FROM quarantine", 3).ConvertAll(row => new BucketKey((int)row[0], row[1], (int)row[2])));

    /// <inheritdoc/>
    public void DeleteSite(int site) => Write("delete a site of", writer =>
    {
        writer.DeleteSite(site);
        return 0;
    });

    /// <inheritdoc/>
    public ValueTask SaveAsync(Checkpoint checkpoint, CancellationToken ct)
    {
        Save(checkpoint);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredBucket?> LoadAsync(BucketKey key, CancellationToken ct) => new(Load(key));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BucketInfo>> ListAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(List(site, fromHour, toHour));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogPosition>> RecoveryPositionsAsync(CancellationToken ct) => new(RecoveryPositions());

    /// <inheritdoc/>
    public ValueTask DeleteSiteAsync(int site, CancellationToken ct)
    {
        DeleteSite(site);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_writing)
        {
            _writer?.Dispose();
            _writer = null;
        }

        while (_readers.TryTake(out SqliteReader? reader)) reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private long Write(string doing, Func<SqliteWriter, long> write)
    {
        lock (_writing)
        {
            try
            {
                _writer ??= new SqliteWriter(Connect());
                return write(_writer);
            }
            catch (Exception e) when (e is SqliteException or InvalidOperationException)
            {
                _writer?.Dispose();
                _writer = null;
                throw Fault(doing, e);
            }
        }
    }

    private T Read<T>(string doing, Func<SqliteReader, T> read)
    {
        SqliteReader? reader = null;
        try
        {
            if (!_readers.TryTake(out reader)) reader = new SqliteReader(Connect());
            T result = read(reader);
            _readers.Add(reader);
            return result;
        }
        catch (SqliteException e)
        {
            reader?.Dispose();
            throw Fault(doing, e);
        }
        catch (DamagedBucketException)
        {
            _readers.Add(reader!);
            throw;
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionText);
        try
        {
            connection.Open();
            using SqliteCommand settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4000";
            settings.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private IOException Fault(string doing, Exception e) => new($"cannot {doing} {_path}: {e.Message.TrimEnd('.')}; {Advice((e as SqliteException)?.SqliteErrorCode)}", e);

    private static string Advice(int? code) => code switch
    {
        Busy or Locked => "end the other program that holds the database",
        Full => "free disk space",
        Corrupt or NotADatabase => "restore the database from a backup",
        _ => "check the disk and the rights on the folder",
    };
}
