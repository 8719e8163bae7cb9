using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Records;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Records;

/// <summary>
/// The records of the single-node edition, in one SQLite file in WAL mode whose every commit is flushed. Reads have a connection of their own, so
/// that they do not wait for the disk. A file beside it says that it was made: where that is left alone, the records are lost and
/// nobody could sign in any more, so that is a fault.
/// </summary>
public sealed class SqliteRecordStore : IRecordStore, IDisposable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "records.db";

    /// <summary>Name of the file that says that there is the other.</summary>
    public const string MarkName = "records.made";

    /// <summary>How long a change waits for another process that holds the file.</summary>
    public const int DefaultBusySeconds = 5;

    private readonly CheckedDatabase _writing, _reading;
    private readonly SemaphoreSlim _writeTurn = new(1, 1), _readTurn = new(1, 1);
    private bool _writingFailed, _readingFailed;

    /// <summary>Opens the file, creating or migrating it.</summary>
    /// <param name="folder">The data folder; created when missing.</param>
    /// <param name="busySeconds">How long a change waits for another process that holds the file; at least 1.</param>
    /// <exception cref="IOException">It cannot be opened, is damaged or lost, or is of a later version of the program.</exception>
    public SqliteRecordStore(string folder, int busySeconds = DefaultBusySeconds)
    {
        string path = Path.Combine(folder, FileName), mark = Path.Combine(folder, MarkName);
        if (File.Exists(mark) && !File.Exists(path))
        {
            throw new IOException($"cannot use the records {path}: the file is missing, and with it all who can sign in; restore it from a backup, or delete {mark} to begin without any");
        }

        PrivateFolder.Create(Path.GetFullPath(folder));
        PrivateFolder.CreateFile(path);
        _writing = new CheckedDatabase(path, "records", RecordSchema.Steps, busySeconds);
        _reading = new CheckedDatabase(path, "records", RecordSchema.Steps, busySeconds);
        try
        {
            _writing.Reopen();
            _reading.Reopen();
            if (!File.Exists(mark)) File.WriteAllText(mark, $"{FileName} belongs beside this file.\n");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> FindAsync(string partition, string key, CancellationToken ct)
    {
        RecordRules.CheckName(partition, key);
        return ReadAsync(
            database => database.Rows("SELECT key, version, json FROM records WHERE partition = $1 AND key = $2", Read, partition, key) is [var found] ? found : null, ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string partition, string? after, int count, CancellationToken ct)
    {
        RecordRules.CheckList(partition, after, count);
        return ReadAsync<IReadOnlyList<StoredRecord>>(database => database.Rows(
            "SELECT key, version, json FROM records WHERE partition = $1 AND key > $2 ORDER BY key LIMIT $3", Read, partition, after ?? "", count), ct);
    }

    /// <inheritdoc/>
    public ValueTask<long?> PutAsync(string partition, string key, string json, long expected, CancellationToken ct)
    {
        RecordRules.CheckPut(partition, key, json, expected);
        return ChangeAsync<long?>(database =>
        {
            if (VersionOf(database, partition, key) != expected) return null;
            // A new row, so that the version is a new one.
            if (expected != 0) database.Run("DELETE FROM records WHERE version = $1", expected);
            return database.Run("INSERT INTO records (partition, key, json) VALUES ($1, $2, $3)", partition, key, json);
        }, ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string partition, string key, long expected, CancellationToken ct)
    {
        RecordRules.CheckDelete(partition, key);
        return ChangeAsync(database =>
        {
            if (expected == 0 || VersionOf(database, partition, key) != expected) return false;
            database.Run("DELETE FROM records WHERE version = $1", expected);
            return true;
        }, ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writing.Dispose();
        _reading.Dispose();
        _writeTurn.Dispose();
        _readTurn.Dispose();
    }

    private static long VersionOf(CheckedDatabase database, string partition, string key) =>
        database.Scalar("SELECT version FROM records WHERE partition = $1 AND key = $2", partition, key) is long version ? version : 0;

    private static StoredRecord Read(SqliteDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetString(2));

    private async ValueTask<T> ReadAsync<T>(Func<CheckedDatabase, T> read, CancellationToken ct)
    {
        await _readTurn.WaitAsync(ct);
        try
        {
            if (_readingFailed) _reading.Reopen();
            _readingFailed = true;
            T result = read(_reading);
            _readingFailed = false;
            return result;
        }
        finally
        {
            _readTurn.Release();
        }
    }

    // After a failed change it is not known what reached the disk; the file opened anew says it.
    private async ValueTask<T> ChangeAsync<T>(Func<CheckedDatabase, T> change, CancellationToken ct)
    {
        await _writeTurn.WaitAsync(ct);
        try
        {
            if (_writingFailed) _writing.Reopen();
            _writingFailed = true;
            T result = _writing.Change(() => change(_writing));
            _writingFailed = false;
            return result;
        }
        finally
        {
            _writeTurn.Release();
        }
    }
}
