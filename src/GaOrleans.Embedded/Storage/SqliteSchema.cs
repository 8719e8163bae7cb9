using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Storage;

/// <summary>The tables of the bucket store. A change of any of them needs a new version and a way from each version before.</summary>
internal static class SqliteSchema
{
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE buckets (
            site INTEGER NOT NULL, hour INTEGER NOT NULL, shard INTEGER NOT NULL,
            sealed INTEGER NOT NULL, rows INTEGER NOT NULL, version INTEGER NOT NULL,
            size INTEGER NOT NULL, watermarks BLOB NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (site, hour, shard));
        CREATE INDEX unsealed ON buckets (hour) WHERE sealed = 0;
        CREATE TABLE positions (partition INTEGER PRIMARY KEY, offset INTEGER NOT NULL, highest INTEGER NOT NULL);
        CREATE TABLE quarantine (
            site INTEGER NOT NULL, hour INTEGER NOT NULL, shard INTEGER NOT NULL, reason TEXT NOT NULL,
            sealed INTEGER, rows INTEGER, watermarks BLOB, crc INTEGER, bytes BLOB);
        -- Kept for good, since the log and the archive may still bring hits of the site.
        CREATE TABLE deleted_sites (site INTEGER PRIMARY KEY);
        CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
        INSERT INTO counters VALUES ('version', 0);
        """;

    /// <summary>Makes the tables of a new database, and checks the version and soundness of one that exists.</summary>
    /// <exception cref="IOException">It is of a newer version, or damaged.</exception>
    internal static void Prepare(SqliteConnection connection, string path, long checkedBytes)
    {
        long found = Number(connection, "PRAGMA user_version");
        if (found == 0)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            Run(connection, transaction, Tables);
            Run(connection, transaction, $"PRAGMA user_version = {Version}");
            transaction.Commit();
            return;
        }

        if (found > Version) throw new IOException($"cannot use {path}: it has the format {found}, this program knows {Version}; start the newer program or restore a backup");
        if (Number(connection, "PRAGMA page_count") * Number(connection, "PRAGMA page_size") > checkedBytes) return;
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (check.ExecuteScalar() is not "ok") throw new IOException($"cannot use {path}: the database is damaged; restore it from a backup");
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
