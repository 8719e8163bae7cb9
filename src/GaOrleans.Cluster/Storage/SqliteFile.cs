using GaOrleans.Embedded.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GaOrleans.Cluster.Storage;

/// <summary>
/// A SQLite file that several processes of one machine share: with a write-ahead log, so that readers never wait for writers, and with every
/// commit flushed. Opens connections, runs transactions one process after the other, and says in plain words what went wrong.
/// </summary>
/// <param name="path">The file; its folder is made when missing.</param>
/// <param name="busySeconds">How long a transaction waits for those of other processes.</param>
internal sealed class SqliteFile(string path, int busySeconds)
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    // Another process holds the lock for about the time of one flush; asking costs microseconds. SQLite's own waiting backs off to 100 ms.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(1);

    private readonly string _connectionText = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = busySeconds, Pooling = false }.ToString();

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Makes the folder and the tables where they are missing.</summary>
    /// <param name="version">The version of the tables; in <c>user_version</c>.</param>
    /// <param name="tables">The statements that make them.</param>
    /// <exception cref="IOException">It cannot be opened, is damaged, or is of a later version.</exception>
    public void Prepare(long version, string tables) => Explained("open", () =>
    {
        PrivateFolder.Create(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        PrivateFolder.CreateFile(path);
        using SqliteConnection connection = Connect();
        return Run(connection, () =>
        {
            long found = (long)Scalar(connection, "PRAGMA user_version")!;
            if (found > version) throw new IOException($"cannot use {path}: it has the format {found}, this program knows {version}; start the newer program or restore a backup");
            if (found == 0) Scalar(connection, $"{tables}; PRAGMA user_version = {version}");
            return true;
        });
    });

    /// <summary>Opens a connection.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionText);
        try
        {
            connection.Open();
            Scalar(connection, "PRAGMA journal_mode = WAL");
            // In WAL mode only FULL flushes the log at every commit.
            Scalar(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -4000; PRAGMA journal_size_limit = 67108864");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements as one transaction, which is stored on return.</summary>
    /// <exception cref="SqliteException">Nothing was stored, or it is not known whether it was: close the connection.</exception>
    public T Run<T>(SqliteConnection connection, Func<T> statements)
    {
        Begin(connection);
        try
        {
            T result = statements();
            Scalar(connection, "COMMIT");
            return result;
        }
        catch
        {
            // A full disk makes SQLite roll back by itself.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0) Scalar(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Turns the faults of SQLite and of the file system into an <see cref="IOException"/> that says what to do.</summary>
    public T Explained<T>(string doing, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is SqliteException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw Fault(doing, e);
        }
    }

    /// <summary>What a fault is to people.</summary>
    public IOException Fault(string doing, Exception e) =>
        new($"cannot {doing} {path}: {e.Message.TrimEnd('.')}; {Advice((e as SqliteException)?.SqliteErrorCode)}", e);

    /// <summary>Runs a statement; the first value of its first row, or null.</summary>
    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Begin(SqliteConnection connection)
    {
        long started = TimeProvider.System.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            int code = raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE");
            if (code == raw.SQLITE_OK) return;
            bool wait = (code & 0xFF) == Busy && TimeProvider.System.GetElapsedTime(started).TotalSeconds < busySeconds;
            if (!wait) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), code & 0xFF, code);
            pause.Wait(Turn);
        }
    }

    private static string Advice(int? code) => code switch
    {
        Busy or Locked => "another process held it for too long; look for one that is stopped, or end the program that holds it",
        Full => "free disk space",
        ReadOnly => "give this user the right to write the file and its folder",
        Corrupt or NotADatabase => "the file is damaged: restore it from a backup",
        CannotOpen => "check that the folder exists and may be written",
        _ => "check the disk and the rights on the folder",
    };
}
