using System.Security.Cryptography;
using GaOrleans.Core.Encoding;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Cluster.Storage;

/// <summary>
/// Writes states, on a thread of its own: whatever gathers while one transaction is flushed goes into the next one, so that a flush is shared by
/// all that wait. Each write has its own verdict; a conflict of one does not concern the others. After a fault of the file all writes of the
/// transaction fail, the connection is dropped, and the next transaction makes a new one.
/// </summary>
internal sealed class StateCommitter : IDisposable
{
    /// <summary>Most writes that wait at the same time; more have to wait for room.</summary>
    public const int MostWaiting = 2_048;

    private readonly SqliteFile _file;
    private readonly SemaphoreSlim _room = new(MostWaiting, MostWaiting);
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _signal = new(false);
    private readonly Thread _thread;
    private List<StateWrite> _gathering = [];
    private SqliteConnection? _connection;
    private SqliteCommand? _insert, _update, _delete;
    private bool _closed;

    /// <summary>Starts the thread.</summary>
    public StateCommitter(SqliteFile file)
    {
        _file = file;
        _thread = new Thread(Loop) { IsBackground = true, Name = "state writer" };
        _thread.Start();
    }

    /// <summary>Number of transactions so far.</summary>
    public long Transactions { get; private set; }

    /// <summary>Stores a write; completes when it is safe.</summary>
    /// <returns>Its new ETag, or <see cref="StateWrite.Conflict"/>.</returns>
    /// <exception cref="IOException">It could not be stored, or it is not known whether it was.</exception>
    public async Task<long> StoreAsync(StateWrite write)
    {
        await _room.WaitAsync();
        try
        {
            lock (_gate)
            {
                if (_closed) throw new IOException($"cannot store the state of {write.Grain}: this silo is stopping; another one takes over");
                _gathering.Add(write);
                _signal.Set();
            }

            return await write.Done;
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Stores what waits, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            _signal.Set();
        }

        _thread.Join();
        Disconnect();
        _signal.Dispose();
    }

    private void Loop()
    {
        var group = new List<StateWrite>();
        while (true)
        {
            bool closed;
            lock (_gate)
            {
                (group, _gathering) = (_gathering, group);
                closed = _closed;
            }

            if (group.Count > 0) Commit(group);
            else if (closed) return;
            else _signal.WaitOne();
            group.Clear();
        }
    }

    private void Commit(List<StateWrite> group)
    {
        try
        {
            _connection ??= Connect();
            _file.Run(_connection, () =>
            {
                foreach (StateWrite write in group) write.Verdict = Apply(write);
                return true;
            });
            Transactions++;
            foreach (StateWrite write in group) write.Complete();
        }
        catch (Exception e)
        {
            // Whatever it was, the callers hear of it, and the thread goes on for the next ones.
            Disconnect();
            IOException fault = e as IOException ?? _file.Fault("store states in", e);
            foreach (StateWrite write in group) write.Fail(fault);
        }
    }

    private long Apply(StateWrite write)
    {
        if (write.Bytes is not { } bytes)
        {
            return write.Expected != 0 && Changed(_delete!, write, 0, []) ? write.Expected : StateWrite.Conflict;
        }

        long etag = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) | 1;
        return Changed(write.Expected == 0 ? _insert! : _update!, write, etag, bytes) ? etag : StateWrite.Conflict;
    }

    private static bool Changed(SqliteCommand command, StateWrite write, long etag, byte[] bytes)
    {
        SqliteParameterCollection to = command.Parameters;
        to[0].Value = write.Name;
        to[1].Value = write.Grain;
        to[2].Value = write.Expected;
        to[3].Value = etag;
        to[4].Value = (long)Crc32C.Of(bytes);
        to[5].Value = bytes;
        return command.ExecuteNonQuery() == 1;
    }

    private SqliteConnection Connect()
    {
        SqliteConnection connection = _file.Connect();
        _insert = Prepare(connection, "INSERT INTO states (name, grain, etag, crc, bytes) VALUES ($1, $2, $4, $5, $6) ON CONFLICT DO NOTHING");
        _update = Prepare(connection, "UPDATE states SET etag = $4, crc = $5, bytes = $6 WHERE name = $1 AND grain = $2 AND etag = $3");
        _delete = Prepare(connection, "DELETE FROM states WHERE name = $1 AND grain = $2 AND etag = $3");
        return connection;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, SqliteType type) in (ReadOnlySpan<(string, SqliteType)>)[
            ("$1", SqliteType.Text), ("$2", SqliteType.Text), ("$3", SqliteType.Integer), ("$4", SqliteType.Integer), ("$5", SqliteType.Integer), ("$6", SqliteType.Blob)])
        {
            command.Parameters.Add(name, type);
        }

        return command;
    }

    private void Disconnect()
    {
        _insert?.Dispose();
        _update?.Dispose();
        _delete?.Dispose();
        _connection?.Dispose();
        _connection = null;
    }
}
