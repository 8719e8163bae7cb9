using Microsoft.Data.Sqlite;

namespace GaOrleans.Benchmarks.Reports;

/// <summary>What a data folder stores in buckets.</summary>
internal readonly record struct StoredSize(long Buckets, long OpenRows, long SealedRows, long SealedBytes)
{
    public static StoredSize Of(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "buckets.db")};Mode=ReadOnly");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), total(iif(sealed, 0, rows)), total(iif(sealed, rows, 0)), total(iif(sealed, length(bytes), 0)) FROM buckets";
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new StoredSize(reader.GetInt64(0), (long)reader.GetDouble(1), (long)reader.GetDouble(2), (long)reader.GetDouble(3));
    }
}
