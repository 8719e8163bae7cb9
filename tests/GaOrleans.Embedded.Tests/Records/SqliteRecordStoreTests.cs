using GaOrleans.Embedded.Records;
using GaOrleans.Engine.Records;
using GaOrleans.TestKit.Contracts;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Tests.Records;

public sealed class SqliteRecordStoreTests : RecordContract, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new(inMemory: true);
    private readonly List<SqliteRecordStore> _open = [];

    private string File => _folder[SqliteRecordStore.FileName];

    public void Dispose()
    {
        foreach (SqliteRecordStore store in _open) store.Dispose();
        _folder.Dispose();
    }

    protected override IRecordStore Create()
    {
        _open.Add(new SqliteRecordStore(_folder.Path, busySeconds: 1));
        return _open[^1];
    }

    protected override IRecordStore Restart(IRecordStore store)
    {
        ((SqliteRecordStore)store).Dispose();
        _open.Remove((SqliteRecordStore)store);
        return Create();
    }

    [Fact]
    public async Task Change_IsInTheFile_WhenItsCallHasCompleted_WithoutTheStoreBeingClosed()
    {
        IRecordStore store = Create();
        await store.PutAsync("p", "k", "1", 0, None);

        // What a killed process leaves behind is its files as they are.
        using var copy = new TempFolder(inMemory: true);
        foreach (string file in Directory.EnumerateFiles(_folder.Path)) System.IO.File.Copy(file, copy[Path.GetFileName(file)]);
        using var next = new SqliteRecordStore(copy.Path);

        Assert.Equal("1", (await next.FindAsync("p", "k", None))!.Json);
    }

    [Theory]
    [InlineData("UPDATE records SET json = '2'", "never changed")]
    [InlineData("UPDATE records SET partition = 'p'", "never changed")]
    [InlineData("DELETE FROM records", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO records (partition, key, json) VALUES ('audit/day', 'k', '2')", "never replaced")]
    public async Task File_RefusesToChangeWhatWasAudited_AlsoWithoutTheStore(string sql, string why)
    {
        IRecordStore store = Create();
        await store.PutAsync("audit/day", "k", "1", 0, None);
        using (SqliteConnection other = Connect())
        {
            SqliteException refusal = Assert.Throws<SqliteException>(() => Execute(other, sql));
            Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal("1", (await store.FindAsync("audit/day", "k", None))!.Json);
    }

    [Fact]
    public async Task Change_ThrowsInPlainWords_AndReadsGoOn_WhileAnotherProcessHoldsTheFile()
    {
        IRecordStore store = Create();
        await store.PutAsync("p", "k", "1", 0, None);
        using (SqliteConnection other = Connect())
        {
            Execute(other, "BEGIN IMMEDIATE");

            IOException fault = await Assert.ThrowsAsync<IOException>(async () => await store.PutAsync("p", "l", "1", 0, None));

            Assert.Contains("another process holds it", fault.Message, StringComparison.Ordinal);
            Assert.Contains("records", fault.Message, StringComparison.Ordinal);
            Assert.NotNull(await store.FindAsync("p", "k", None));
        }

        // The store heals without a restart.
        Assert.NotNull(await store.PutAsync("p", "l", "1", 0, None));
    }

    [Fact]
    public async Task Open_ThrowsInPlainWords_WhenTheFileIsDamaged()
    {
        IRecordStore store = Create();
        for (int i = 0; i < 100; i++) await store.PutAsync("p", $"{i}", new string('x', 1000), 0, None);
        Close(store);

        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File);
        bytes.AsSpan(4096).Fill(0x5A);
        await System.IO.File.WriteAllBytesAsync(File, bytes);
        IOException torn = Assert.Throws<IOException>(Create);
        Assert.Contains("restore it from a backup", torn.Message, StringComparison.Ordinal);

        await System.IO.File.WriteAllTextAsync(File, "This is a text and no database, and long enough to be taken for one, were it not for its first bytes.");
        IOException foreign = Assert.Throws<IOException>(Create);
        Assert.Contains("restore it from a backup", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ThrowsInPlainWords_WhenTheFileIsLost()
    {
        Close(Create());
        foreach (string file in Directory.EnumerateFiles(_folder.Path, $"{SqliteRecordStore.FileName}*")) System.IO.File.Delete(file);

        IOException lost = Assert.Throws<IOException>(Create);
        Assert.Contains("restore it from a backup", lost.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));

        System.IO.File.Delete(_folder[SqliteRecordStore.MarkName]);
        Assert.NotNull(Create());
    }

    [Fact]
    public async Task Files_AreForTheirUserOnly()
    {
        await Create().PutAsync("p", "k", "1", 0, None);
        if (OperatingSystem.IsWindows()) return;

        Assert.All(Directory.EnumerateFiles(_folder.Path, $"{SqliteRecordStore.FileName}*"), static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
    }

    [Fact]
    public void Open_Refuses_WhatALaterVersionWrote()
    {
        Close(Create());
        using (SqliteConnection other = Connect()) Execute(other, "PRAGMA user_version = 1000");

        IOException fault = Assert.Throws<IOException>(Create);

        Assert.Contains("later version", fault.Message, StringComparison.Ordinal);
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? UnixFileMode.None : System.IO.File.GetUnixFileMode(file);

    private void Close(IRecordStore store)
    {
        ((SqliteRecordStore)store).Dispose();
        _open.Remove((SqliteRecordStore)store);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
