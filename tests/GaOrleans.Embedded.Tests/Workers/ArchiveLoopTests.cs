using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Archive;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Tests.Workers;

/// <summary>The loop with the real log and the real archive.</summary>
public sealed class ArchiveLoopTests
{
    [Fact]
    public async Task Archive_TakesSeveralBatches_WhenThereIsMoreThanOneHolds()
    {
        await using var fixture = new EngineFixture(options => options with { ArchiveBytes = 1000 }, archive: true);
        await SendAsync(fixture, 60);
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        ArchiveReport report = await CleanAsync(fixture);
        Assert.Equal(60, report.Hits);
        Assert.InRange(report.Batches, 4, 20);
    }

    [Fact]
    public async Task Archive_RunsByItself_WhenHitsAreOldEnough()
    {
        await using var fixture = new EngineFixture(options => options with { ArchiveSeconds = 1 }, archive: true);
        await SendAsync(fixture, 5);
        await EmbeddedEngineTests.WaitUntilAsync(() => ArchivedTo(fixture) == 5);
        Assert.Equal(5, (await CleanAsync(fixture)).Hits);
    }

    [Fact]
    public async Task Archive_RunsByItself_WhenThereAreBytesEnough()
    {
        await using var fixture = new EngineFixture(options => options with { ArchiveBytes = 2000 }, archive: true);
        await SendAsync(fixture, 60);

        // Whole batches; what makes none yet waits for more, or for its time.
        await EmbeddedEngineTests.WaitUntilAsync(() => ArchivedTo(fixture) > 30);
        Assert.Equal(ArchivedTo(fixture), (await CleanAsync(fixture)).Hits);
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        Assert.Equal(60, (await CleanAsync(fixture)).Hits);
    }

    [Fact]
    public async Task Log_IsTrimmed_OnlyWhenArchivedAndCheckpointed()
    {
        await using var fixture = new EngineFixture(options => options with { Log = options.Log with { SegmentBytes = 8192 } }, archive: true);
        await SendAsync(fixture, 200);
        int all = Segments(fixture);
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        Assert.Equal(all, Segments(fixture));
        Assert.True(fixture.Engine.Checkpoint());
        Assert.Equal(all, Segments(fixture));
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        Assert.True(all > 3 && Segments(fixture) == 1);
    }

    [Fact]
    public async Task Archive_GoesOnWithoutGapOrDuplicate_WhenTheProcessIsKilledBeforeTheTrim()
    {
        await using var fixture = new EngineFixture(options => options with { Log = options.Log with { SegmentBytes = 8192 } }, archive: true);
        for (int round = 1; round <= 3; round++)
        {
            await SendAsync(fixture, 100);
            await fixture.Engine.ArchiveAsync(CancellationToken.None);
            if (round == 2) Assert.True(fixture.Engine.Checkpoint());
            await fixture.CrashAsync();
            Assert.Equal(100 * round, ArchivedTo(fixture));
            Assert.Equal(100 * round, (await CleanAsync(fixture)).Hits);
            Assert.Equal(100 * round, await fixture.CountAsync());
        }
    }

    [Fact]
    public async Task Archive_RecordsTheLossAndGoesOn_WhenTheLogIsDamaged()
    {
        await using var fixture = new EngineFixture(archive: true);
        await SendAsync(fixture, 30);
        await fixture.CrashAsync(data => EngineFixture.Flip(Directory.GetFiles(Path.Combine(data, "log"), "segment-*").Single(), SegmentHeader.PageBytes + 500));
        long lost = 30 - await fixture.CountAsync();
        await SendAsync(fixture, 10);
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        ArchiveReport report = await CleanAsync(fixture);
        Assert.Equal((1, 1, 39), (lost, report.LostHits, report.Hits));
        Assert.Equal(40, ArchivedTo(fixture));
        Assert.Equal(1, fixture.Logger.Count(LogLevel.Critical, "lost to the archive"));
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        await fixture.RestartAsync();
        Assert.Equal(39, await fixture.CountAsync());
    }

    [Fact]
    public async Task Archive_NeverGivesAnOffsetTwice_WhenTheLogLosesWhatIsArchived()
    {
        await using var fixture = new EngineFixture(archive: true);
        await SendAsync(fixture, 30);
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        await fixture.CrashAsync(data =>
        {
            foreach (string segment in Directory.GetFiles(Path.Combine(data, "log"), "segment-*")) File.Delete(segment);
        });
        Assert.Equal(30, fixture.Engine.Log.NextOffset(0));
        await SendAsync(fixture, 10);
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        Assert.Equal(40, (await CleanAsync(fixture)).Hits);
    }

    [Fact]
    public async Task Archive_RecordsTheLoss_WhenTheStartOfTheLogIsMissing()
    {
        await using var fixture = new EngineFixture(options => options with { Log = options.Log with { SegmentBytes = 8192 } }, archive: true);
        await SendAsync(fixture, 200);
        Assert.True(fixture.Engine.Checkpoint());
        await fixture.CrashAsync(data => File.Delete(Directory.GetFiles(Path.Combine(data, "log"), "segment-*").Order(StringComparer.Ordinal).First()));
        await fixture.Engine.ArchiveAsync(CancellationToken.None);
        ArchiveReport report = await CleanAsync(fixture);
        Assert.InRange(report.LostHits, 1, 199);
        Assert.Equal(200, report.Hits + report.LostHits);
    }

    private static async Task SendAsync(EngineFixture fixture, int hits)
    {
        for (int i = 0; i < hits; i++) await fixture.SendAsync(EngineFixture.Hit(i));
    }

    private static long ArchivedTo(EngineFixture fixture) => fixture.Engine.Archive!.ArchivedToAsync(0, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static int Segments(EngineFixture fixture) => Directory.GetFiles(Path.Combine(fixture.Data, "log"), "segment-*").Length;

    private static async Task<ArchiveReport> CleanAsync(EngineFixture fixture)
    {
        ArchiveReport report = await fixture.Engine.Archive!.VerifyAsync(CancellationToken.None);
        Assert.Empty(report.Problems);
        return report;
    }
}
