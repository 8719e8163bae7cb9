using GaOrleans.Core.Encoding;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Cluster.Storage;

/// <summary>A connection that reads states. One caller at a time.</summary>
internal sealed class StateReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _read;

    public StateReader(SqliteConnection connection)
    {
        _connection = connection;
        _read = connection.CreateCommand();
        _read.CommandText = "SELECT etag, crc, bytes FROM states WHERE name = $1 AND grain = $2";
        _read.Parameters.Add("$1", SqliteType.Text);
        _read.Parameters.Add("$2", SqliteType.Text);
    }

    /// <summary>A state with its ETag, or null when there is none.</summary>
    /// <exception cref="DamagedStateException">Its bytes do not match their checksum.</exception>
    public (long ETag, byte[] Bytes)? Read(string name, string grain)
    {
        _read.Parameters[0].Value = name;
        _read.Parameters[1].Value = grain;
        using SqliteDataReader row = _read.ExecuteReader();
        if (!row.Read()) return null;
        var bytes = (byte[])row[2];
        if (Crc32C.Of(bytes) != row.GetInt64(1)) throw new DamagedStateException(name, grain, "its bytes do not match their checksum");
        return (row.GetInt64(0), bytes);
    }

    public void Dispose()
    {
        _read.Dispose();
        _connection.Dispose();
    }
}
