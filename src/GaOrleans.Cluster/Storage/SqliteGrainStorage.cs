using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace GaOrleans.Cluster.Storage;

/// <summary>
/// The state of grains in one SQLite file that all processes of the machine share. A write is safe on disk when its call completes; those that
/// come together share a transaction. Somebody else's write in between is an <see cref="InconsistentStateException"/>; so is the next write after one
/// that failed and was stored all the same.
/// <code>
/// format 1, table states
///   name, grain  primary key: name of the state and Orleans' grain id
///   etag         random and never 0, another one with every write, so that a state that was deleted and made anew is not taken for the old one
///   crc          CRC-32C of bytes
///   bytes        the state as Orleans' serializer writes it: tolerant to added members, its types go by their aliases
/// </code>
/// </summary>
public sealed class SqliteGrainStorage : IGrainStorage, IDisposable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "state.db";

    /// <summary>How long a transaction waits for those of other processes at most.</summary>
    public const int DefaultBusySeconds = 5;

    private const string Tables = "CREATE TABLE states (name TEXT NOT NULL, grain TEXT NOT NULL, etag INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, grain))";

    private readonly SqliteFile _file;
    private readonly StateCommitter _committer;
    private readonly OrleansGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly ConcurrentBag<StateReader> _readers = [];

    /// <summary>Opens the file, making it when it is missing.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="serializer">Orleans' serializer.</param>
    /// <param name="activators">Make the states of grains that have none.</param>
    /// <param name="busySeconds">How long a transaction waits for those of other processes; at least 1.</param>
    /// <exception cref="IOException">It cannot be opened, is damaged, or is of a later version.</exception>
    public SqliteGrainStorage(string folder, Serializer serializer, IActivatorProvider activators, int busySeconds = DefaultBusySeconds)
    {
        _serializer = new OrleansGrainStorageSerializer(serializer);
        _activators = activators;
        _file = new SqliteFile(Path.Combine(folder, FileName), busySeconds);
        _file.Prepare(1, Tables);
        _committer = new StateCommitter(_file);
    }

    /// <summary>Number of transactions of this process, for metrics.</summary>
    public long Transactions => _committer.Transactions;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // A read takes microseconds and waits for nobody, so it is not worth another thread.
        string grain = grainId.ToString();
        (long ETag, byte[] Bytes)? stored = Read(stateName, grain);
        grainState.ETag = stored is { } there ? Text(there.ETag) : null;
        grainState.RecordExists = stored is not null;
        grainState.State = stored is { } record ? Decode<T>(stateName, grain, record.Bytes) : _activators.GetActivator<T>().Create();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Encoded before anything is awaited: the grain may go on and change it.
        byte[] bytes = _serializer.Serialize(grainState.State).ToArray();
        var write = new StateWrite(stateName, grainId.ToString(), Number(grainState.ETag), bytes);
        long etag = await _committer.StoreAsync(write);
        if (etag == StateWrite.Conflict) throw Conflict("store", write, grainState.ETag);
        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var write = new StateWrite(stateName, grainId.ToString(), Number(grainState.ETag), bytes: null);
        bool gone = write.Expected == 0 ? Read(stateName, write.Grain) is null : await _committer.StoreAsync(write) != StateWrite.Conflict;
        if (!gone) throw Conflict("clear", write, grainState.ETag);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = _activators.GetActivator<T>().Create();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _committer.Dispose();
        while (_readers.TryTake(out StateReader? reader)) reader.Dispose();
    }

    private (long ETag, byte[] Bytes)? Read(string name, string grain)
    {
        StateReader? reader = null;
        bool sound = false;
        try
        {
            if (!_readers.TryTake(out reader)) reader = new StateReader(_file.Connect());
            (long ETag, byte[] Bytes)? read = reader.Read(name, grain);
            sound = true;
            return read;
        }
        catch (DamagedStateException)
        {
            sound = true;
            throw;
        }
        catch (SqliteException e)
        {
            throw _file.Fault($"read the state {name} of {grain} in", e);
        }
        finally
        {
            if (sound) _readers.Add(reader!);
            else reader?.Dispose();
        }
    }

    private T Decode<T>(string name, string grain, byte[] bytes)
    {
        try
        {
            return _serializer.Deserialize<T>(new BinaryData(bytes));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new DamagedStateException(name, grain, $"it is no state of this version of the program ({e.Message.TrimEnd('.')})", e);
        }
    }

    private InconsistentStateException Conflict(string doing, StateWrite write, string? etag) =>
        new($"cannot {doing} the state {write.Name} of {write.Grain}: somebody else has changed it; read it again", Read(write.Name, write.Grain) is { } there ? Text(there.ETag) : "none", etag ?? "none");

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static long Number(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);
}
