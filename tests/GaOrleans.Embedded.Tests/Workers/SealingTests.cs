using GaOrleans.Engine.Collecting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Tests.Workers;

public sealed class SealingTests
{
    private static EmbeddedOptions SealAtOnce(EmbeddedOptions options) =>
        options with { Workers = options.Workers with { SealGraceSeconds = 0, SealIdleSeconds = 0 }, Store = new() { BusySeconds = 1 } };

    [Fact]
    public async Task Checkpoint_SealsAndLetsGo_WhenTheHourIsOver()
    {
        await using var fixture = new EngineFixture(SealAtOnce);
        for (int i = 0; i < 20; i++) await fixture.SendAsync(EngineFixture.Hit(i, eventId: (ulong)i + 1));
        Assert.True(fixture.Engine.Checkpoint());
        await EmbeddedEngineTests.WaitUntilAsync(() => fixture.Engine.Status.LiveBuckets == 0);
        Assert.Equal(20, await fixture.CountAsync());
        SinkAnswer late = await fixture.SendAsync(EngineFixture.Hit(3, eventId: 4), EngineFixture.Hit(50));
        Assert.Equal(new SinkAnswer(SinkStatus.Accepted, 1), late);
        Assert.Equal(21, await fixture.CountAsync());
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.RestartAsync();
        Assert.Equal(21, await fixture.CountAsync());
    }

    [Fact]
    public async Task Version_Changes_WhenABucketOfTheRangeDoes()
    {
        await using var fixture = new EngineFixture();
        await fixture.SendAsync(EngineFixture.Hit(1));
        long before = await fixture.Engine.Reader.VersionOfAsync(1, EngineFixture.Hour, EngineFixture.Hour + 3600, default);
        Assert.Equal(before, await fixture.Engine.Reader.VersionOfAsync(1, EngineFixture.Hour, EngineFixture.Hour + 3600, default));
        await fixture.SendAsync(EngineFixture.Hit(2, site: 2), EngineFixture.Hit(3, hour: EngineFixture.Hour + 7200));
        Assert.Equal(before, await fixture.Engine.Reader.VersionOfAsync(1, EngineFixture.Hour, EngineFixture.Hour + 3600, default));
        await fixture.SendAsync(EngineFixture.Hit(4));
        Assert.NotEqual(before, await fixture.Engine.Reader.VersionOfAsync(1, EngineFixture.Hour, EngineFixture.Hour + 3600, default));
    }

    [Fact]
    public async Task Checkpoint_FailsAndHeals_WhenAnotherProgramHoldsTheDatabase()
    {
        await using var fixture = new EngineFixture(SealAtOnce);
        await fixture.SendAsync(EngineFixture.Hit(1));
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.SendAsync(EngineFixture.Hit(2, site: 9));
        using (var other = new SqliteConnection($"Data Source={Path.Combine(fixture.Data, "buckets.db")};Pooling=False"))
        {
            other.Open();
            using SqliteCommand hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();
            Assert.False(fixture.Engine.Checkpoint());
            Assert.False(fixture.Engine.Checkpoint());
            Assert.Equal(1, fixture.Logger.Count(LogLevel.Error, "cannot save a checkpoint"));
            Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(3, site: 9))).Status);
        }

        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(1, fixture.Logger.Count(LogLevel.Information, "checkpoints are saved again"));
        await fixture.RestartAsync();
        Assert.Equal(2, await fixture.CountAsync(site: 9));
    }
}
