using System.Text;
using GaOrleans.Embedded.Configuration;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Configuration;
using GaOrleans.TestKit.Contracts;
using Microsoft.Data.Sqlite;

namespace GaOrleans.Embedded.Tests.Configuration;

public sealed class SqliteConfigurationStoreTests : ConfigurationContract, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _directory = Directory.CreateTempSubdirectory("configuration").FullName;
    private readonly List<IConfigurationStore> _open = [];

    private string File => Path.Combine(_directory, "data", "configuration.db");

    public void Dispose()
    {
        foreach (IConfigurationStore store in _open) ((SqliteConfigurationStore)store).Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    protected override IConfigurationStore Create()
    {
        _open.Add(new SqliteConfigurationStore(File, TimeProvider.System, busySeconds: 1));
        return _open[^1];
    }

    protected override IConfigurationStore Restart(IConfigurationStore store)
    {
        ((SqliteConfigurationStore)store).Dispose();
        _open.Remove(store);
        return Create();
    }

    [Fact]
    public async Task Secrets_AreNotInTheFile()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        NewKey key = (await store.AddKeyAsync(site.MerchantId, null, "Key", KeyScopes.Read, None))!;
        Restart(store);

        byte[] secret = Encoding.ASCII.GetBytes(key.Secret[key.Key.Prefix.Length..]);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!))
        {
            Assert.Equal(-1, (await ReadShared(file)).AsSpan().IndexOf(secret));
        }
    }

    [Fact]
    public async Task Change_ThrowsInPlainWords_AndLookupsGoOn_WhileAnotherProcessHoldsTheFile()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        using (SqliteConnection other = Connect())
        {
            Execute(other, "BEGIN IMMEDIATE");

            IOException fault = await Assert.ThrowsAsync<IOException>(async () => await store.AddMerchantAsync("Second", None));

            Assert.Contains("another process holds it", fault.Message, StringComparison.Ordinal);
            Assert.Equal(site, store.FindSite("shop.example"));
            Assert.Single(store.Merchants());
        }

        // The store heals without a restart.
        await store.AddMerchantAsync("Second", None);
        Assert.Equal(2, store.Merchants().Count);
    }

    [Fact]
    public async Task Change_SeesWhatIsStored_AfterAFailedOne()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        using (SqliteConnection other = Connect())
        {
            Execute(other, "BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<IOException>(async () => await store.DeleteSiteAsync(site.Id, None));
            Execute(other, "UPDATE sites SET currency = 'USD'");
            Execute(other, "COMMIT");
        }

        await store.AddMerchantAsync("Second", None);
        Assert.Equal("USD", store.FindSite("shop.example")!.Currency);
    }

    [Fact]
    public async Task Open_ThrowsInPlainWords_WhenTheFileIsDamaged()
    {
        IConfigurationStore store = Create();
        Site site = await SiteOf(store, "shop.example");
        for (int i = 0; i < 100; i++) await store.PutDocumentAsync(site.Id, DocumentKind.Query, $"q{i}", new string('x', 1000), None);
        ((SqliteConfigurationStore)store).Dispose();
        _open.Clear();

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
    public void Open_Refuses_WhatALaterVersionWrote()
    {
        Restart(Create());
        using (SqliteConnection other = Connect()) Execute(other, "PRAGMA user_version = 1000");

        IOException fault = Assert.Throws<IOException>(Create);

        Assert.Contains("later version", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_IsInWalMode_AndFlushesEveryCommit()
    {
        using var database = new CheckedDatabase(File, "configuration", ConfigurationSchema.Steps, busySeconds: 1);
        database.Reopen();

        Assert.Equal("wal", database.Scalar("PRAGMA journal_mode"));
        Assert.Equal(2L, database.Scalar("PRAGMA synchronous"));
        Assert.Equal((long)ConfigurationSchema.Steps.Length, database.Scalar("PRAGMA user_version"));
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

    private static async Task<byte[]> ReadShared(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
