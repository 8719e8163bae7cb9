using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Storage;

/// <summary>A connection that reads, with its prepared statements. One caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _load, _list;

    internal SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _load = Prepare("SELECT sealed, rows, watermarks, crc, bytes FROM buckets WHERE site = $site AND hour = $hour AND shard = $shard", "$site", "$hour", "$shard");
        _list = Prepare("SELECT hour, shard, rows, size, sealed, version FROM buckets WHERE site = $site AND hour >= $from AND hour < $to ORDER BY hour, shard", "$site", "$from", "$to");
    }

    /// <summary>Reads one bucket, or null.</summary>
    internal StoredBucket? Load(BucketKey key)
    {
        _load.Parameters[0].Value = key.Site;
        _load.Parameters[1].Value = key.Hour;
        _load.Parameters[2].Value = key.Shard;
        using SqliteDataReader row = _load.ExecuteReader();
        if (!row.Read()) return null;
        var bytes = (byte[])row[4];
        LogPosition[]? watermarks = WatermarkCodec.Read((byte[])row[2]);
        if (watermarks is null || Checksum(bytes, (byte[])row[2]) != row.GetInt64(3)) throw new DamagedBucketException(key, "its bytes do not match their checksum");
        return new StoredBucket(key, bytes, row.GetInt32(1), row.GetBoolean(0), watermarks);
    }

    /// <summary>Lists the buckets of a site.</summary>
    internal List<BucketInfo> List(int site, long fromHour, long toHour)
    {
        _list.Parameters[0].Value = site;
        _list.Parameters[1].Value = fromHour;
        _list.Parameters[2].Value = toHour;
        var buckets = new List<BucketInfo>();
        using SqliteDataReader row = _list.ExecuteReader();
        while (row.Read())
            buckets.Add(new BucketInfo(new BucketKey(site, row.GetInt64(0), row.GetInt32(1)), row.GetInt32(2), row.GetInt32(3), row.GetBoolean(4), row.GetInt64(5)));
        return buckets;
    }

    /// <summary>A single number, or a default when there is no row.</summary>
    internal long Number(string sql, long without)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long value ? value : without;
    }

    /// <summary>Rows of integers.</summary>
    internal List<long[]> Numbers(string sql, int columns)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        var rows = new List<long[]>();
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            var values = new long[columns];
            for (int i = 0; i < columns; i++) values[i] = row.GetInt64(i);
            rows.Add(values);
        }

        return rows;
    }

    /// <summary>The checksum that is stored beside a bucket's bytes.</summary>
    internal static long Checksum(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> watermarks) => Crc32C.Of(watermarks, Crc32C.Of(bytes));

    /// <inheritdoc/>
    public void Dispose()
    {
        _load.Dispose();
        _list.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (string parameter in parameters) command.Parameters.Add(parameter, SqliteType.Integer);
        command.Prepare();
        return command;
    }
}
