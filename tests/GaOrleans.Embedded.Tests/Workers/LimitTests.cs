using GaOrleans.Engine.Collecting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Tests.Workers;

public sealed class LimitTests
{
    [Fact]
    public async Task AcceptAsync_AnswersOverloaded_WhenBucketsTakeTwiceTheirMemoryUntilACheckpointFreesIt()
    {
        await using var fixture = new EngineFixture(options => options with { Workers = options.Workers with { LiveBytes = 40_000 } });
        int accepted = 0;
        while ((await fixture.SendAsync(EngineFixture.Hit(accepted, site: accepted + 1))).Status == SinkStatus.Accepted) Assert.True(++accepted < 1000, "buckets grow without limit");
        Assert.Equal(new SinkAnswer(SinkStatus.Overloaded, 0, 1), await fixture.SendAsync(EngineFixture.Hit(1)));
        Assert.InRange(fixture.Engine.Status.LiveBytes, 80_000, 90_000);
        Assert.True(fixture.Engine.Checkpoint());
        await EmbeddedEngineTests.WaitUntilAsync(() => fixture.Engine.Status.LiveBytes <= 40_000);
        Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(1))).Status);
        for (int site = 2; site <= accepted; site++) Assert.Equal(1, await fixture.CountAsync(site));
    }

    [Fact]
    public async Task UnsavedBytes_CountsTheLogBeyondTheCheckpoint_WhenTheProcessIsNew()
    {
        await using var fixture = new EngineFixture();
        for (int i = 0; i < 10; i++) await fixture.SendAsync(EngineFixture.Hit(i));
        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(0, fixture.Engine.Status.UnsavedBytes);
        for (int i = 0; i < 10; i++) await fixture.SendAsync(EngineFixture.Hit(i));
        long unsaved = fixture.Engine.Status.UnsavedBytes;
        await fixture.CrashAsync();
        Assert.True(unsaved > 0);
        Assert.Equal(unsaved, fixture.Engine.Status.UnsavedBytes);
        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(0, fixture.Engine.Status.UnsavedBytes);
    }

    [Fact]
    public async Task AcceptAsync_AnswersUnavailableAndHeals_WhenTheDatabaseIsHeldForLong()
    {
        await using var fixture = new EngineFixture(options => options with { Workers = options.Workers with { UnsavedBytes = 2000 }, Store = new() { BusySeconds = 1 } });
        int accepted = 0;
        using (var other = new SqliteConnection($"Data Source={Path.Combine(fixture.Data, "buckets.db")};Pooling=False"))
        {
            other.Open();
            using SqliteCommand hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();
            while ((await fixture.SendAsync(EngineFixture.Hit(accepted))).Status == SinkStatus.Accepted) Assert.True(++accepted < 1000, "the log grows without limit");
            Assert.False(fixture.Engine.Checkpoint());
            Assert.False(fixture.Engine.Checkpoint());
            Assert.Equal(SinkStatus.Unavailable, (await fixture.SendAsync(EngineFixture.Hit(1))).Status);
        }

        Assert.Equal(1, fixture.Logger.Count(LogLevel.Error, "end the other program"));
        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(1))).Status);
        await fixture.CrashAsync();
        Assert.Equal(accepted + 1, await fixture.CountAsync());
    }

    [Fact]
    public async Task AcceptAsync_AnswersUnavailableAndHeals_WhenTheDiskIsFull()
    {
        await using var fixture = new EngineFixture(options => options with { Log = options.Log with { SegmentBytes = 8192, Prewrite = false } });
        for (int i = 0; i < 20; i++) await fixture.SendAsync(EngineFixture.Hit(i));
        fixture.Files.WritesFail = true;
        for (int i = 0; i < 5; i++) Assert.Equal(SinkStatus.Unavailable, (await fixture.SendAsync(EngineFixture.Hit(i))).Status);
        Assert.Contains("free disk space", fixture.Engine.Status.Problem, StringComparison.Ordinal);
        fixture.Files.WritesFail = false;
        await EmbeddedEngineTests.WaitUntilAsync(() => fixture.Engine.Status.IsReady);
        for (int i = 0; i < 20; i++) Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(i))).Status);
        Assert.Equal(1, fixture.Logger.Count(LogLevel.Error, "cannot store hits"));
        Assert.Equal(40, await fixture.CountAsync());
        await fixture.CrashAsync();
        Assert.Equal(40, await fixture.CountAsync());
    }

    [Fact]
    public async Task Engine_KeepsWhatItCanRead_WhenAStoredBucketIsDamaged()
    {
        await using var fixture = new EngineFixture();
        for (int i = 0; i < 10; i++) await fixture.SendAsync(EngineFixture.Hit(i), EngineFixture.Hit(i, site: 2));
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.CrashAsync(data => Run(data, "UPDATE buckets SET bytes = zeroblob(100) WHERE site = 1"));
        Assert.Equal(10, await fixture.CountAsync(site: 2));
        await Assert.ThrowsAsync<GaOrleans.Engine.Storage.DamagedBucketException>(() => fixture.CountAsync());
        Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(11))).Status);
        Assert.Equal(1, fixture.Logger.Count(LogLevel.Critical, "kept in the table quarantine"));
        Assert.Equal(1, fixture.Engine.Status.DamagedBuckets);
    }

    private static void Run(string data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "buckets.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
