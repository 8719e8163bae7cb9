using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Collecting;

namespace GaOrleans.Embedded.Tests.Workers;

public sealed class SiteDeletionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeleteAsync_RemovesTheSiteForGood_WhenItsHitsAreInTheLog(bool checkpointAfter)
    {
        await using var fixture = new EngineFixture();
        await SendAsync(fixture, hour: EngineFixture.Hour);
        Assert.True(fixture.Engine.Checkpoint());
        await SendAsync(fixture, hour: EngineFixture.Hour + 3600);
        Assert.Equal(20, await fixture.CountAsync());
        await fixture.Engine.Sites.DeleteAsync(1, CancellationToken.None);
        Assert.Equal(0, await fixture.CountAsync());
        Assert.Null(await fixture.Engine.Reader.FirstHourAsync(1, CancellationToken.None));
        Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(1))).Status);
        Assert.Equal(0, await fixture.CountAsync());
        if (checkpointAfter) Assert.True(fixture.Engine.Checkpoint());
        await fixture.CrashAsync();
        Assert.Equal(0, await fixture.CountAsync());
        Assert.Equal(20, await fixture.CountAsync(site: 2));
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.RestartAsync();
        Assert.Equal(0, await fixture.CountAsync());
        Assert.Equal(20, await fixture.CountAsync(site: 2));
    }

    [Fact]
    public async Task DeleteAsync_LeavesNothingOfTheSite_WhileHitsAndCheckpointsGoOn()
    {
        await using var fixture = new EngineFixture(options => options with { Workers = options.Workers with { CheckpointMs = 10 } });
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < 300; i++) await fixture.SendAsync(EngineFixture.Hit(i), EngineFixture.Hit(i, site: 2, shard: i % 3));
        });
        await EmbeddedEngineTests.WaitUntilAsync(() => fixture.Engine.Log.NextOffset(0) > 100);
        await fixture.Engine.Sites.DeleteAsync(1, CancellationToken.None);
        await sending;
        Assert.Equal(0, await fixture.CountAsync());
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.Engine.DisposeAsync();
        await using SqliteBucketStore store = SqliteBucketStore.Open(Path.Combine(fixture.Data, "buckets.db"), new BucketStoreOptions());
        Assert.Empty(store.List(1, long.MinValue, long.MaxValue));
        Assert.Equal(3, store.List(2, long.MinValue, long.MaxValue).Count);
        Assert.Equal([1], store.DeletedSites());
    }

    [Fact]
    public async Task Since_ListsTheBucketsOfAllSites_WhenTheirHourIsLateEnough()
    {
        await using var fixture = new EngineFixture();
        for (int site = 1; site < 6; site++) await fixture.SendAsync(EngineFixture.Hit(1, site), EngineFixture.Hit(1, site, EngineFixture.Hour + 3600), EngineFixture.Hit(1, site, EngineFixture.Hour - 3600));
        await fixture.Engine.DisposeAsync();
        await using SqliteBucketStore store = SqliteBucketStore.Open(Path.Combine(fixture.Data, "buckets.db"), new BucketStoreOptions());
        Assert.Equal(
            Enumerable.Range(1, 5).SelectMany(site => new[] { new BucketKey(site, EngineFixture.Hour, 0), new BucketKey(site, EngineFixture.Hour + 3600, 0) }),
            store.Since(EngineFixture.Hour).Order());
    }

    private static async Task SendAsync(EngineFixture fixture, long hour)
    {
        for (int i = 0; i < 10; i++) await fixture.SendAsync(EngineFixture.Hit(i, hour: hour), EngineFixture.Hit(i, site: 2, hour: hour));
    }
}
