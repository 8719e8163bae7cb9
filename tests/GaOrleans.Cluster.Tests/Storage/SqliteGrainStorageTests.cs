using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Hits;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Storage;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private const string Name = StoredBucketState.Name;
    private static readonly GrainId Grain = GrainId.Create("bucket", "1/3600/0"), Other = GrainId.Create("bucket", "2/3600/0");

    private readonly StorageFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task State_IsReadAsItWasWritten_ByAnotherProcess()
    {
        GrainState<StoredBucketState> written = Of(new StoredBucketState { Version = 7, Inline = [1, 2, 3], Rows = 2, Sealed = true });
        written.State.SetWatermarks([new LogPosition(3, 44)]);
        await _fixture.Open().WriteStateAsync(Name, Grain, written);

        GrainState<StoredBucketState> read = await ReadAsync(_fixture.Open());

        Assert.True(written.RecordExists && read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal((7, 2, true, null), (read.State.Version, read.State.Rows, read.State.Sealed, read.State.Blob));
        Assert.Equal([1, 2, 3], read.State.Inline!);
        Assert.Equal([new LogPosition(3, 44)], read.State.Watermarks());
    }

    [Fact]
    public async Task State_IsNew_WhenNothingIsStored()
    {
        SqliteGrainStorage storage = _fixture.Open();
        await storage.WriteStateAsync(Name, Other, Of(new StoredBucketState { Version = 1 }));
        await storage.WriteStateAsync("another", Grain, Of(new StoredBucketState { Version = 2 }));

        GrainState<StoredBucketState> read = await ReadAsync(storage);

        Assert.Equal((false, null, 0), (read.RecordExists, read.ETag, read.State.Version));
    }

    [Fact]
    public async Task Write_IsAConflict_WhenSomebodyElseWasFirst()
    {
        SqliteGrainStorage storage = _fixture.Open(), second = _fixture.Open();
        GrainState<StoredBucketState> first = Of(new StoredBucketState { Version = 1 });
        await storage.WriteStateAsync(Name, Grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => second.WriteStateAsync(Name, Grain, Of(new StoredBucketState { Version = 2 })));

        GrainState<StoredBucketState> theirs = await ReadAsync(second);
        theirs.State.Version = 3;
        await second.WriteStateAsync(Name, Grain, theirs);
        string? before = first.ETag;
        InconsistentStateException conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, Grain, first));

        Assert.Equal((theirs.ETag, before), (conflict.StoredEtag, conflict.CurrentEtag));
        Assert.Equal(before, first.ETag);
        Assert.Equal(3, (await ReadAsync(storage)).State.Version);
    }

    [Fact]
    public async Task Clear_RemovesTheState_ButNotSomebodyElses()
    {
        SqliteGrainStorage storage = _fixture.Open();
        GrainState<StoredBucketState> state = Of(new StoredBucketState { Version = 1 });
        await storage.WriteStateAsync(Name, Grain, state);
        GrainState<StoredBucketState> late = await ReadAsync(storage);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(Name, Grain, Of(new StoredBucketState())));

        await storage.ClearStateAsync(Name, Grain, state);

        Assert.Equal((null, false, 0), (state.ETag, state.RecordExists, state.State.Version));
        Assert.False((await ReadAsync(storage)).RecordExists);
        await storage.ClearStateAsync(Name, Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(Name, Grain, late));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, Grain, late));
    }

    [Fact]
    public async Task ETag_NeverComesBack_WhenTheStateIsMadeAnew()
    {
        SqliteGrainStorage storage = _fixture.Open();
        GrainState<StoredBucketState> state = Of(new StoredBucketState { Version = 1 });
        await storage.WriteStateAsync(Name, Grain, state);
        GrainState<StoredBucketState> late = await ReadAsync(storage);
        await storage.ClearStateAsync(Name, Grain, state);
        await storage.WriteStateAsync(Name, Grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, Grain, late));
    }

    [Fact]
    public async Task Writes_ShareTransactions_EachWithItsVerdict()
    {
        const int Count = 1_000;
        SqliteGrainStorage storage = _fixture.Open();
        await storage.WriteStateAsync(Name, Nth(0), Of(new StoredBucketState { Version = 99 }));
        long before = storage.Transactions;

        Task[] writes = [.. Enumerable.Range(0, Count).Select(i => storage.WriteStateAsync(Name, Nth(i), Of(new StoredBucketState { Version = i })))];
        await Assert.ThrowsAsync<InconsistentStateException>(() => Task.WhenAll(writes));

        Assert.Equal([0], Enumerable.Range(0, Count).Where(i => writes[i].IsFaulted));
        Assert.InRange(storage.Transactions - before, 1, Count / 4);
        for (int i = 1; i < Count; i += 111) Assert.Equal(i, (await ReadAsync(storage, Nth(i))).State.Version);
    }

    [Fact]
    public async Task Counters_AreExact_WhenProcessesWriteAtOnce()
    {
        const int Processes = 3, Grains = 4, Each = 25;
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => _fixture.Open()).ToArray().SelectMany(storage =>
            Enumerable.Range(0, Grains).Select(grain => Task.Run(async () =>
            {
                for (int made = 0; made < Each; made += await TryIncrementAsync(storage, Nth(grain)) ? 1 : 0)
                {
                }
            }))));

        for (int grain = 0; grain < Grains; grain++) Assert.Equal(Processes * Each, (await ReadAsync(_fixture.Open(), Nth(grain))).State.Version);
    }

    [Fact]
    public async Task Reads_DoNotWait_WhileAnotherProcessWrites()
    {
        SqliteGrainStorage storage = _fixture.Open();
        GrainState<StoredBucketState> state = Of(new StoredBucketState { Version = 1 });
        await storage.WriteStateAsync(Name, Grain, state);
        using var other = new SqliteConnection($"Data Source={_fixture.File};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");

        state.State.Version = 2;
        Task write = storage.WriteStateAsync(Name, Grain, state);
        Assert.Equal(1, (await ReadAsync(storage)).State.Version);
        Assert.False(write.IsCompleted);
        Run(other, "COMMIT");
        await write;

        Assert.Equal(2, (await ReadAsync(storage)).State.Version);
    }

    [Fact]
    public async Task Write_SaysWhatToDo_WhenTheFileIsHeld_AndHeals()
    {
        SqliteGrainStorage storage = _fixture.Open(busySeconds: 1);
        GrainState<StoredBucketState> state = Of(new StoredBucketState { Version = 1 });
        using var other = new SqliteConnection($"Data Source={_fixture.File};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");

        IOException fault = await Assert.ThrowsAsync<IOException>(() => storage.WriteStateAsync(Name, Grain, state));
        Run(other, "ROLLBACK");
        await storage.WriteStateAsync(Name, Grain, state);

        Assert.StartsWith("cannot store states in", fault.Message);
        Assert.Contains("another process", fault.Message);
    }

    [Fact]
    public async Task Write_SaysWhatToDo_WhenThereIsNoRoom_AndHeals()
    {
        SqliteGrainStorage storage = _fixture.Open();
        GrainState<StoredBucketState> state = Of(new StoredBucketState { Version = 1 });
        using var other = new SqliteConnection($"Data Source={_fixture.File};Pooling=False");
        other.Open();
        // What a full disk does to a statement, from a trigger.
        Run(other, "CREATE TRIGGER full BEFORE INSERT ON states BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");

        IOException fault = await Assert.ThrowsAsync<IOException>(() => storage.WriteStateAsync(Name, Grain, state));
        Run(other, "DROP TRIGGER full");
        await storage.WriteStateAsync(Name, Grain, state);

        Assert.Contains("database or disk is full", fault.Message);
        Assert.Equal(1, (await ReadAsync(storage)).State.Version);
    }

    [Theory]
    [InlineData("UPDATE states SET bytes = CAST(zeroblob(length(bytes)) AS BLOB)", "checksum")]
    [InlineData("UPDATE states SET bytes = x'', crc = 0", "no state of this version")]
    public async Task DamagedBytes_AreReportedByName_AndTheOthersStay(string damage, string reason)
    {
        SqliteGrainStorage storage = _fixture.Open();
        await storage.WriteStateAsync(Name, Grain, Of(new StoredBucketState { Version = 1, Inline = [1, 2, 3] }));
        await storage.WriteStateAsync(Name, Other, Of(new StoredBucketState { Version = 2 }));
        using var other = new SqliteConnection($"Data Source={_fixture.File};Pooling=False");
        other.Open();
        Run(other, $"{damage} WHERE grain = '{Grain}'");

        DamagedStateException fault = await Assert.ThrowsAsync<DamagedStateException>(() => ReadAsync(storage));

        Assert.Equal((Name, Grain.ToString()), (fault.StateName, fault.Grain));
        Assert.Contains(reason, fault.Message);
        Assert.Equal(2, (await ReadAsync(storage, Other)).State.Version);
    }

    [Fact]
    public void Open_SaysWhatToDo_WhenTheFileIsNoDatabaseOrOfALaterVersion()
    {
        File.WriteAllBytes(_fixture.File, [.. Enumerable.Range(0, 8192).Select(i => (byte)(i * 7))]);
        Assert.Contains("restore it from a backup", Assert.Throws<IOException>(() => _fixture.Open()).Message);
        File.Delete(_fixture.File);
        _fixture.Open();
        using var other = new SqliteConnection($"Data Source={_fixture.File};Pooling=False");
        other.Open();
        Run(other, "PRAGMA user_version = 2");
        Assert.Contains("start the newer program", Assert.Throws<IOException>(() => _fixture.Open()).Message);
    }

    [Fact]
    public async Task Writes_ThatWait_AreStoredBeforeItCloses_AndLaterOnesRefused()
    {
        SqliteGrainStorage storage = _fixture.Open();
        Task[] writes = [.. Enumerable.Range(0, 200).Select(i => storage.WriteStateAsync(Name, Nth(i), Of(new StoredBucketState { Version = i })))];

        storage.Dispose();

        await Task.WhenAll(writes);
        await Assert.ThrowsAsync<IOException>(() => storage.WriteStateAsync(Name, Grain, Of(new StoredBucketState())));
    }

    private static async Task<bool> TryIncrementAsync(SqliteGrainStorage storage, GrainId grain)
    {
        GrainState<StoredBucketState> state = await ReadAsync(storage, grain);
        state.State.Version++;
        try
        {
            await storage.WriteStateAsync(Name, grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static GrainId Nth(int number) => GrainId.Create("bucket", $"{number}/0/0");

    private static GrainState<StoredBucketState> Of(StoredBucketState state) => new(state);

    private static Task<GrainState<StoredBucketState>> ReadAsync(SqliteGrainStorage storage) => ReadAsync(storage, Grain);

    private static async Task<GrainState<StoredBucketState>> ReadAsync(SqliteGrainStorage storage, GrainId grain)
    {
        var state = new GrainState<StoredBucketState>();
        await storage.ReadStateAsync(Name, grain, state);
        return state;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
