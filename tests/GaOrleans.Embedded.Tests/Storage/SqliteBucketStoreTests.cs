using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Contracts;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Tests.Storage;

public sealed class SqliteBucketStoreTests : BucketStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Load_SaysThatTheBucketIsDamaged_WhenItsBytesWereFlipped()
    {
        BucketKey bad = new(1, 3600, 0), good = new(1, 7200, 0);
        await using SqliteBucketStore store = Open();
        store.Save(new Checkpoint([Bucket(bad, 3), Bucket(good, 4)], []));
        Run("UPDATE buckets SET bytes = x'0102' WHERE hour = 3600");
        DamagedBucketException fault = Assert.Throws<DamagedBucketException>(() => store.Load(bad));
        Assert.Equal(bad, fault.Key);
        Assert.Equal(4, store.Load(good)!.Rows);
        store.Quarantine(bad, "test");
        Assert.Null(store.Load(bad));
        Assert.Equal([bad], store.Quarantined());
    }

    [Fact]
    public async Task Save_FailsAndHeals_WhenAnotherProgramHoldsTheDatabase()
    {
        await using SqliteBucketStore store = Open();
        store.Save(new Checkpoint([Bucket(new BucketKey(1, 3600, 0), 1)], []));
        using (SqliteConnection other = Connect())
        {
            using SqliteCommand hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();
            IOException fault = Assert.Throws<IOException>(() => store.Save(new Checkpoint([Bucket(new BucketKey(1, 3600, 0), 2)], [])));
            Assert.Contains("end the other program", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, store.Load(new BucketKey(1, 3600, 0))!.Rows);
        store.Save(new Checkpoint([Bucket(new BucketKey(1, 3600, 0), 3)], []));
        Assert.Equal(3, store.Load(new BucketKey(1, 3600, 0))!.Rows);
    }

    [Fact]
    public async Task Save_FailsAndHeals_WhenSqliteRollsBackByItself()
    {
        BucketKey key = new(1, 3600, 0);
        await using SqliteBucketStore store = Open();
        store.Save(new Checkpoint([Bucket(key, 1)], []));
        Run("CREATE TRIGGER full BEFORE UPDATE ON buckets BEGIN SELECT RAISE(ROLLBACK, 'as a full disk does'); END");
        for (int i = 0; i < 3; i++)
        {
            IOException fault = Assert.Throws<IOException>(() => store.Save(new Checkpoint([Bucket(key, 2)], [])));
            Assert.Contains("as a full disk does", fault.Message, StringComparison.Ordinal);
        }

        Run("DROP TRIGGER full");
        Assert.Equal(1, store.Load(key)!.Rows);
        store.Save(new Checkpoint([Bucket(key, 3)], []));
        Assert.Equal(3, store.Load(key)!.Rows);
    }

    [Fact]
    public async Task Open_Refuses_WhenTheFormatIsNewer()
    {
        await using (SqliteBucketStore store = Open()) Assert.Empty(store.RecoveryPositions());
        Run("PRAGMA user_version = 99");
        Assert.Contains("it has the format 99", Assert.Throws<IOException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Refuses_WhenTheFileIsNoDatabase()
    {
        File.WriteAllText(_folder["buckets.db"], new string('x', 8192));
        Assert.Contains("restore the database", Assert.Throws<IOException>(() => Open()).Message, StringComparison.Ordinal);
    }

    protected override ValueTask<IBucketStore> OpenAsync() => new(Open());

    private SqliteBucketStore Open() => SqliteBucketStore.Open(_folder["buckets.db"], new BucketStoreOptions { BusySeconds = 1 });

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder["buckets.db"], Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void Run(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
