using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Storage;

/// <summary>The connection that writes, with its prepared statements. One caller at a time.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _put, _position;

    internal SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _put = connection.CreateCommand();
        _put.CommandText = """
            INSERT INTO buckets (site, hour, shard, sealed, rows, version, size, watermarks, crc, bytes)
            VALUES ($site, $hour, $shard, $sealed, $rows, $version, $size, $watermarks, $crc, $bytes)
            ON CONFLICT (site, hour, shard) DO UPDATE SET sealed = excluded.sealed, rows = excluded.rows, version = excluded.version,
            size = excluded.size, watermarks = excluded.watermarks, crc = excluded.crc, bytes = excluded.bytes
            """;
        foreach (string name in (ReadOnlySpan<string>)["$site", "$hour", "$shard", "$sealed", "$rows", "$version", "$size"]) _put.Parameters.Add(name, SqliteType.Integer);
        _put.Parameters.Add("$watermarks", SqliteType.Blob);
        _put.Parameters.Add("$crc", SqliteType.Integer);
        _put.Parameters.Add("$bytes", SqliteType.Blob);
        _position = connection.CreateCommand();
        _position.CommandText = """
            INSERT INTO positions (partition, offset, highest) VALUES ($partition, $offset, $highest)
            ON CONFLICT (partition) DO UPDATE SET offset = excluded.offset, highest = max(highest, excluded.highest)
            """;
        foreach (string name in (ReadOnlySpan<string>)["$partition", "$offset", "$highest"]) _position.Parameters.Add(name, SqliteType.Integer);
    }

    /// <summary>Saves a checkpoint in one transaction.</summary>
    /// <returns>The version of the saved buckets.</returns>
    internal long Save(Checkpoint checkpoint) => SqliteTransactions.Run(_connection, () => Put(checkpoint));

    private long Put(Checkpoint checkpoint)
    {
        long version = NextVersion();
        var highest = new Dictionary<int, long>();
        foreach (StoredBucket bucket in checkpoint.Buckets)
        {
            Put(bucket, version);
            foreach (LogPosition mark in bucket.Watermarks) highest[mark.Partition] = Math.Max(mark.Offset, highest.GetValueOrDefault(mark.Partition, -1));
        }

        foreach (LogPosition position in checkpoint.Positions)
        {
            _position.Parameters[0].Value = position.Partition;
            _position.Parameters[1].Value = position.Offset;
            _position.Parameters[2].Value = highest.GetValueOrDefault(position.Partition, -1);
            _position.ExecuteNonQuery();
        }

        return version;
    }

    /// <summary>Moves a bucket to the quarantine.</summary>
    internal void Quarantine(BucketKey key, string reason) => SqliteTransactions.Run(_connection, () => Move(key, reason));

    private int Move(BucketKey key, string reason)
    {
        int moved = 0;
        const string where = "WHERE site = $site AND hour = $hour AND shard = $shard";
        foreach (string sql in (ReadOnlySpan<string>)[
            $"INSERT INTO quarantine SELECT site, hour, shard, $reason, sealed, rows, watermarks, crc, bytes FROM buckets {where}",
            $"DELETE FROM buckets {where}"])
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$site", key.Site);
            command.Parameters.AddWithValue("$hour", key.Hour);
            command.Parameters.AddWithValue("$shard", key.Shard);
            command.Parameters.AddWithValue("$reason", reason);
            moved = command.ExecuteNonQuery();
        }

        return moved;
    }

    /// <summary>Removes all buckets of a site, and remembers that it is gone.</summary>
    internal void DeleteSite(int site)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (string sql in (ReadOnlySpan<string>)[
            "INSERT OR IGNORE INTO deleted_sites VALUES ($site)",
            "DELETE FROM buckets WHERE site = $site",
            "DELETE FROM quarantine WHERE site = $site"])
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            command.Parameters.AddWithValue("$site", site);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _put.Dispose();
        _position.Dispose();
        _connection.Dispose();
    }

    private long NextVersion()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "UPDATE counters SET value = value + 1 WHERE name = 'version'";
        command.ExecuteNonQuery();
        command.CommandText = "SELECT value FROM counters WHERE name = 'version'";
        return (long)command.ExecuteScalar()!;
    }

    private void Put(StoredBucket bucket, long version)
    {
        byte[] bytes = Exact(bucket.Bytes), watermarks = WatermarkCodec.Write(bucket.Watermarks);
        SqliteParameterCollection to = _put.Parameters;
        to[0].Value = bucket.Key.Site;
        to[1].Value = bucket.Key.Hour;
        to[2].Value = bucket.Key.Shard;
        to[3].Value = bucket.Sealed;
        to[4].Value = bucket.Rows;
        to[5].Value = version;
        to[6].Value = bytes.Length;
        to[7].Value = watermarks;
        to[8].Value = SqliteReader.Checksum(bytes, watermarks);
        to[9].Value = bytes;
        _put.ExecuteNonQuery();
    }

    private static byte[] Exact(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
