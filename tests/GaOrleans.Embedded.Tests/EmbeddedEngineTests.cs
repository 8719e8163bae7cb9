using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Tests;

public sealed class EmbeddedEngineTests
{
    [Fact]
    public async Task Sink_CountsHitsBeforeItAnswers_WhenFramesComeTogether()
    {
        await using var fixture = new EngineFixture();
        SinkAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => fixture.SendAsync(EngineFixture.Hit(i), EngineFixture.Hit(i, site: 2)).AsTask()));
        Assert.All(answers, answer => Assert.Equal(new SinkAnswer(SinkStatus.Accepted), answer));
        Assert.Equal(500, await fixture.CountAsync());
        Assert.Equal(500, await fixture.CountAsync(site: 2));
    }

    [Fact]
    public async Task Sink_TellsDuplicates_WhenAnEventIdComesAgain()
    {
        await using var fixture = new EngineFixture();
        Hit hit = EngineFixture.Hit(1, eventId: 77);
        Assert.Equal(0, (await fixture.SendAsync(hit)).Duplicates);
        Assert.Equal(1, (await fixture.SendAsync(hit, EngineFixture.Hit(2))).Duplicates);
        Assert.Equal(2, await fixture.CountAsync());
    }

    [Fact]
    public async Task Sink_LogsButDoesNotCount_WhenAHitIsDropped()
    {
        await using var fixture = new EngineFixture();
        SinkAnswer answer = await fixture.SendAsync(EngineFixture.Hit(1) with { Drop = DropReason.Bot });
        Assert.Equal(SinkStatus.Accepted, answer.Status);
        Assert.Equal(1, fixture.Engine.Log.NextOffset(0));
        Assert.Equal(0, await fixture.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Engine_CountsEachHitOnce_WhenItIsOpenedAgain(bool checkpointBetween)
    {
        await using var fixture = new EngineFixture();
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 50; i++) await fixture.SendAsync(EngineFixture.Hit(i), EngineFixture.Hit(i, site: 5, hour: EngineFixture.Hour + (3600 * (i % 3))));
            if (checkpointBetween) Assert.True(fixture.Engine.Checkpoint());
            await fixture.RestartAsync();
            Assert.Equal(50 * (round + 1), await fixture.CountAsync());
            Assert.Equal(50 * (round + 1), await fixture.CountAsync(site: 5));
        }
    }

    [Fact]
    public async Task Engine_RefusesAndHeals_WhenFlushesFailForAWhile()
    {
        await using var fixture = new EngineFixture();
        await fixture.SendAsync(EngineFixture.Hit(1));
        fixture.Files.SyncsFail = true;
        Assert.Equal(SinkStatus.Unavailable, (await fixture.SendAsync(EngineFixture.Hit(2))).Status);
        Assert.Equal(SinkStatus.Unavailable, (await fixture.SendAsync(EngineFixture.Hit(3))).Status);
        Assert.False(fixture.Engine.Status.IsReady);
        fixture.Files.SyncsFail = false;
        await WaitUntilAsync(() => fixture.Engine.Status.IsReady);
        Assert.Equal(SinkStatus.Accepted, (await fixture.SendAsync(EngineFixture.Hit(4))).Status);
        Assert.Equal(1, fixture.Logger.Count(LogLevel.Error, "cannot store hits"));
        Assert.Equal(1, fixture.Logger.Count(LogLevel.Information, "stores hits again"));
        await fixture.RestartAsync();
        Assert.Equal(2, await fixture.CountAsync());
    }

    [Fact]
    public async Task Engine_RefusesASecondOne_WhenTheFolderIsInUse()
    {
        await using var fixture = new EngineFixture();
        IOException fault = Assert.Throws<IOException>(() => EmbeddedEngine.Open(new EmbeddedOptions { DataFolder = fixture.Data }, fixture.Files, TimeProvider.System, fixture.Logger));
        Assert.Contains("another process uses this data folder", fault.Message, StringComparison.Ordinal);
    }

    internal static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(5, patience.Token);
    }
}
