using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Files;

/// <summary>
/// A SQLite file that is checked: opening with migration, transactions that are safely stored on return, and faults in plain words.
/// The database's <c>user_version</c> says how many of the steps of its schema it has had; each further one is taken in its own transaction.
/// Used by one thread at a time.
/// </summary>
/// <param name="path">The file; created with its directory when missing.</param>
/// <param name="content">What is in it, for messages: <c>configuration</c>.</param>
/// <param name="steps">The steps of its schema, oldest first. A step that was released is never changed.</param>
/// <param name="busySeconds">How long to wait for another process that holds the file.</param>
internal sealed class CheckedDatabase(string path, string content, string[] steps, int busySeconds) : IDisposable
{
    // Result codes of SQLite: https://www.sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    private SqliteConnection? _connection;

    /// <summary>Closes the file and opens it anew, bringing its tables up to date.</summary>
    /// <exception cref="IOException">It cannot be opened, is damaged, or is of a later version of the program.</exception>
    public void Reopen() => Explained("open", () =>
    {
        Dispose();
        PrivateFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = busySeconds };
        _connection = new SqliteConnection(settings.ToString());
        _connection.Open();
        string check = (string)Scalar("PRAGMA quick_check(1)")!;
        if (check != "ok") throw Damaged(check, inner: null);
        Scalar("PRAGMA journal_mode = WAL");
        // In WAL mode only FULL flushes the log at every commit.
        Scalar("PRAGMA synchronous = FULL");
        Scalar("PRAGMA foreign_keys = ON");
        Migrate();
        return true;
    });

    /// <summary>Runs statements as one transaction, which is safely stored on return.</summary>
    /// <exception cref="IOException">Nothing was changed, or it is not known whether it was; the file has to be opened anew.</exception>
    public T Change<T>(Func<T> statements) => Explained("store", () => SqliteTransactions.Run(Connection, statements));

    /// <summary>Reads all rows of a query.</summary>
    /// <param name="sql">With <c>$1</c>, <c>$2</c>, ... for the values.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="values">The values in order; null is NULL.</param>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values) => Explained("read", () =>
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    });

    /// <summary>Runs a statement inside <see cref="Change"/> and returns the number of the row it inserted last.</summary>
    /// <param name="sql">With <c>$1</c>, <c>$2</c>, ... for the values.</param>
    /// <param name="values">The values in order; null is NULL.</param>
    public long Run(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        command.ExecuteNonQuery();
        return (long)Scalar("SELECT last_insert_rowid()")!;
    }

    /// <summary>The first value of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private SqliteConnection Connection => _connection ?? throw new IOException($"cannot use the {content} {path}: it is closed");

    private void Migrate()
    {
        long version = (long)Scalar("PRAGMA user_version")!;
        if (version > steps.Length)
        {
            throw new IOException($"cannot use the {content} {path}: it was written by a later version of this program (schema {version}); run that one");
        }

        for (long step = version; step < steps.Length; step++)
        {
            long next = step + 1;
            SqliteTransactions.Run(Connection, () =>
            {
                Run(steps[next - 1]);
                return Run($"PRAGMA user_version = {next}");
            });
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }

    private T Explained<T>(string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"cannot {what} the {content} {path}: {Reason(ReadOnly)} ({fault.Message})", fault);
        }
        catch (SqliteException fault)
        {
            throw fault.SqliteErrorCode is Corrupt or NotADatabase
                ? Damaged(fault.Message, fault)
                : new IOException($"cannot {what} the {content} {path}: {Reason(fault.SqliteErrorCode)} ({fault.Message})", fault);
        }
    }

    private static string Reason(int code) => code switch
    {
        Busy or Locked => "another process holds it; end that process and try again",
        ReadOnly => "it may not be written; give this user the right to write the file and its directory",
        Full => "the disk is full; free some space and try again",
        CannotOpen => "it cannot be opened; check that the directory exists and may be written",
        _ => "the storage failed; check the disk and the system's log",
    };

    private IOException Damaged(string detail, SqliteException? inner) =>
        new($"cannot use the {content} {path}: the file is damaged or no SQLite database ({detail}); restore it from a backup", inner);
}
