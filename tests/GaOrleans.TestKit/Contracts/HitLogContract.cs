using GaOrleans.Core.Hits;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Hits;
using Xunit;

namespace GaOrleans.TestKit.Contracts;

/// <summary>What every <see cref="IHitLog"/> does. A test class derives from it for each implementation.</summary>
public abstract class HitLogContract
{
    /// <summary>Opens the log of this test; called again after a dispose, it opens the same one.</summary>
    protected abstract ValueTask<IHitLog> OpenAsync();

    [Fact]
    public async Task AppendAsync_GivesEveryHitItsOffset_WhenFramesHoldSeveral()
    {
        await using IHitLog log = await OpenAsync();
        Assert.Equal(0, log.NextOffset(0));
        Assert.Equal(new LogPosition(0, 0), await log.AppendAsync(Frame(3), 3, CancellationToken.None));
        Assert.Equal(new LogPosition(0, 3), await log.AppendAsync(Frame(1), 1, CancellationToken.None));
        Assert.Equal(new LogPosition(0, 4), await log.AppendAsync(Frame(2), 2, CancellationToken.None));
        Assert.Equal(6, log.NextOffset(0));
    }

    [Fact]
    public async Task ReadAsync_GivesFramesInOrder_WhenManyWereAppendedAtOnce()
    {
        await using IHitLog log = await OpenAsync();
        LogPosition[] positions = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => log.AppendAsync(Frame(1 + (i % 3)), 1 + (i % 3), CancellationToken.None).AsTask()));
        List<(long Offset, int Hits)> read = await ReadAllAsync(log, 0);
        Assert.Equal(positions.Select(position => position.Offset).Order(), read.Select(frame => frame.Offset));
        long expected = 0;
        foreach ((long offset, int hits) in read)
        {
            Assert.Equal(expected, offset);
            expected += hits;
        }

        Assert.Equal(log.NextOffset(0), expected);
    }

    [Fact]
    public async Task ReadAsync_GivesWhatWasAppended_WhenTheLogIsOpenedAgain()
    {
        byte[] frame = Frame(2);
        await using (IHitLog log = await OpenAsync()) await log.AppendAsync(frame, 2, CancellationToken.None);
        await using IHitLog again = await OpenAsync();
        Assert.Equal(2, again.NextOffset(0));
        await foreach (LoggedFrame read in again.ReadAsync(default, CancellationToken.None))
        {
            Assert.Equal(2, read.Hits);
            Assert.True(read.Frame.Span.SequenceEqual(frame));
        }

        Assert.Equal(new LogPosition(0, 2), await again.AppendAsync(Frame(1), 1, CancellationToken.None));
        Assert.Equal([(0, 2), (2, 1)], await ReadAllAsync(again, 0));
    }

    [Fact]
    public async Task ReadAsync_StartsAtTheFrameThatHoldsTheOffset_WhenItLiesInside()
    {
        await using IHitLog log = await OpenAsync();
        for (int i = 0; i < 4; i++) await log.AppendAsync(Frame(3), 3, CancellationToken.None);
        Assert.Equal([(6, 3), (9, 3)], await ReadAllAsync(log, 7));
        Assert.Equal([(9, 3)], await ReadAllAsync(log, 9));
        Assert.Empty(await ReadAllAsync(log, 12));
    }

    [Fact]
    public async Task TrimAsync_KeepsEverythingFromTheOffset_WhenItForgetsWhatIsBefore()
    {
        await using IHitLog log = await OpenAsync();
        for (int i = 0; i < 300; i++) await log.AppendAsync(Frame(5), 5, CancellationToken.None);
        await log.TrimAsync(new LogPosition(0, 1000), CancellationToken.None);
        List<(long Offset, int Hits)> read = await ReadAllAsync(log, 1000);
        Assert.Equal(100, read.Count);
        Assert.Equal(1000, read[0].Offset);
        Assert.Equal(1500, log.NextOffset(0));
    }

    [Fact]
    public async Task AppendAsync_LetsTheFrameBeReused_WhenItHasCompleted()
    {
        await using IHitLog log = await OpenAsync();
        byte[] frame = Frame(1);
        byte[] copy = [.. frame];
        await log.AppendAsync(frame, 1, CancellationToken.None);
        Array.Clear(frame);
        await foreach (LoggedFrame read in log.ReadAsync(default, CancellationToken.None)) Assert.True(read.Frame.Span.SequenceEqual(copy));
    }

    /// <summary>A frame of so many hits.</summary>
    protected static byte[] Frame(int hits) => HitFrames.Of([.. Enumerable.Range(0, hits).Select(i => new Hit { Site = 1, Hour = 3600, TimeMs = 3_600_000 + i, Visitor = (ulong)i })]);

    /// <summary>Offset and number of hits of each frame.</summary>
    protected static async Task<List<(long Offset, int Hits)>> ReadAllAsync(IHitLog log, long from)
    {
        var read = new List<(long, int)>();
        await foreach (LoggedFrame frame in log.ReadAsync(new LogPosition(0, from), CancellationToken.None)) read.Add((frame.First.Offset, frame.Hits));
        return read;
    }
}
