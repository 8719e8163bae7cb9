using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GaOrleans.Embedded.Files;

/// <summary>
/// Transactions that are rolled back only where SQLite has not done so: a full disk makes it roll back by itself when it commits. The
/// transaction objects of the driver then try it again, fail, hide what happened, and keep their connection from ever being closed.
/// </summary>
internal static class SqliteTransactions
{
    /// <summary>Runs statements as one transaction, which is stored on return.</summary>
    /// <exception cref="SqliteException">Nothing was stored, or it is not known whether it was: close the connection.</exception>
    internal static T Run<T>(SqliteConnection connection, Func<T> statements)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            T result = statements();
            Execute(connection, "COMMIT");
            return result;
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0) Execute(connection, "ROLLBACK");
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
