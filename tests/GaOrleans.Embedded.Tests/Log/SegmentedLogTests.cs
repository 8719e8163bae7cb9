using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Contracts;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Tests.Log;

public sealed class SegmentedLogTests : HitLogContract, IDisposable
{
    private static readonly LogOptions Options = new() { SegmentBytes = 16_384, BatchBytes = 4096, RetryMs = 1, RetryAtMostMs = 5 };

    private readonly TempFolder _folder = new();
    private readonly ListLogger _logger = new();
    private readonly FaultyFileSystem _files = new(new DiskFileSystem());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_CutsATornTail_WhenNothingLaterWasFlushed()
    {
        await AppendAsync(frames: 3);
        Tear(Newest(), bytes: 5);
        await using SegmentedLog log = Open();
        Assert.Equal(2, log.NextOffset(0));
        Assert.Empty(log.Damage);
        Assert.Equal([(0, 1), (1, 1)], await ReadAllAsync(log, 0));
    }

    [Fact]
    public async Task Open_ReportsDamage_WhenTheLastRecordCannotHaveBeenTorn()
    {
        await AppendAsync(frames: 3);
        string segment = Newest();
        FlipAt(segment, SegmentHeader.PageBytes + (3 * RecordBytes()) - 5);
        await using SegmentedLog log = Open();
        Assert.Equal((2, 1), (Assert.Single(log.Damage).FirstOffset, log.Damage[0].LostHits));
        Assert.Single(Directory.GetFiles(_folder["log/quarantine"]));
        log.Start();
        Assert.Equal(new LogPosition(0, 3), await log.AppendAsync(Frame(1), 1, CancellationToken.None));
        Assert.Equal([(0, 1), (1, 1), (2, 1), (3, 1)], await ReadAllAsync(log, 0));
    }

    [Fact]
    public async Task Open_KeepsWhatFollows_WhenARecordInsideTheLastBatchIsFlipped()
    {
        await using (SegmentedLog log = Open())
        {
            // One batch: all wait before the committer starts.
            Task<LogPosition>[] appended = [.. Enumerable.Range(0, 4).Select(_ => log.AppendAsync(Frame(1), 1, CancellationToken.None).AsTask())];
            log.Start();
            await Task.WhenAll(appended);
        }

        FlipAt(Newest(), SegmentHeader.PageBytes + RecordBytes() + 30);
        await using SegmentedLog again = Open();
        Assert.Equal(4, again.NextOffset(0));
        Assert.Equal([(0, 1), (1, 1), (2, 1), (3, 1)], await ReadAllAsync(again, 0));
        Assert.Equal((1, 1), (Assert.Single(again.Damage).FirstOffset, again.Damage[0].LostHits));
    }

    [Fact]
    public async Task TrimAsync_RemovesFilesThatCameBack_WhenTheirDeletionWasNotStored()
    {
        for (int i = 0; i < 5; i++) await AppendAsync(frames: 2);
        string[] segments = [.. Directory.GetFiles(_folder["log"], "segment-*").Order(StringComparer.Ordinal)];
        byte[] oldest = File.ReadAllBytes(segments[0]);
        await using (SegmentedLog log = Open()) await log.TrimAsync(new LogPosition(0, 6), CancellationToken.None);
        File.WriteAllBytes(segments[0], oldest);
        await using SegmentedLog again = Open();
        Assert.Equal([(6, 1), (7, 1), (8, 1), (9, 1)], await ReadAllAsync(again, 0));
        Assert.Equal(10, again.NextOffset(0));
        Assert.Empty(again.Damage);
        await again.TrimAsync(new LogPosition(0, 5), CancellationToken.None);
        Assert.True(File.Exists(segments[0]), "what is not known to be saved is not removed");
        await again.TrimAsync(new LogPosition(0, 6), CancellationToken.None);
        Assert.False(File.Exists(segments[0]));
    }

    [Fact]
    public async Task Open_ReportsDamage_WhenTheLogIsKnownToHaveReachedFurther()
    {
        await AppendAsync(frames: 3);
        Flip(Newest(), fromEnd: 5);
        await using SegmentedLog log = Open(expectedEnd: 3);
        Assert.Equal(3, log.NextOffset(0));
        Assert.Equal(1, Assert.Single(log.Damage).LostHits);
        log.Start();
        await log.AppendAsync(Frame(1), 1, CancellationToken.None);
        Assert.Equal([(0, 1), (1, 1), (2, 1), (3, 1)], await ReadAllAsync(log, 0));
    }

    [Fact]
    public async Task ReadAsync_ReportsAndKeepsDamage_WhenARecordInTheMiddleIsFlipped()
    {
        await AppendAsync(frames: 10);
        string segment = Newest();
        long record = new FileInfo(segment).Length > 0 ? RecordBytes() : 0;
        FlipAt(segment, SegmentHeader.PageBytes + (4 * record) + 30);
        await using SegmentedLog log = Open();
        Assert.Equal(10, log.NextOffset(0));
        var lost = new List<(long Offset, int Hits)>();
        int sound = 0;
        await foreach (LoggedFrame frame in log.ReadAsync(default, CancellationToken.None))
        {
            if (frame.Frame.IsEmpty) lost.Add((frame.First.Offset, frame.Hits));
            else sound++;
        }

        Assert.Equal([(4, 1)], lost);
        Assert.Equal(9, sound);
        LogDamage damage = Assert.Single(log.Damage);
        Assert.Equal((4, 1), (damage.FirstOffset, damage.LostHits));
        Assert.Single(Directory.GetFiles(_folder["log/quarantine"]));
        Assert.Equal(1, _logger.Count(LogLevel.Critical, "log damaged"));
    }

    [Fact]
    public async Task ReadAsync_ReportsDamage_WhenTheEndOfAnOlderSegmentIsFlipped()
    {
        await AppendAsync(frames: 5);
        string older = Newest();
        await AppendAsync(frames: 5);
        Flip(older, fromEnd: 5);
        await using SegmentedLog log = Open();
        List<(long Offset, int Hits)> read = await ReadAllAsync(log, 0);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => ((long)i, 1)), read);
        Assert.Equal(4, Assert.Single(log.Damage).FirstOffset);
    }

    [Fact]
    public async Task Open_SetsASegmentAside_WhenItsHeaderIsDamaged()
    {
        await AppendAsync(frames: 2);
        await AppendAsync(frames: 2);
        FlipAt(Newest(), 20);
        await using SegmentedLog log = Open();
        Assert.True(log.NextOffset(0) >= 4, "offsets of the lost hits must not be given again");
        Assert.Single(log.Damage);
        Assert.Single(Directory.GetFiles(_folder["log/quarantine"]));
    }

    [Fact]
    public async Task AppendAsync_RefusesAndNeverBringsBack_WhenAFlushFailed()
    {
        await using (SegmentedLog log = Open())
        {
            log.Start();
            await log.AppendAsync(Frame(1), 1, CancellationToken.None);
            _files.SyncsFail = true;
            LogUnavailableException fault = await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.AppendAsync(Frame(2), 2, CancellationToken.None));
            Assert.StartsWith("cannot store hits: cannot", fault.Message, StringComparison.Ordinal);
            _files.SyncsFail = false;
            await EmbeddedEngineTests.WaitUntilAsync(() => log.Fault is null);
            Assert.Equal(new LogPosition(0, 1), await log.AppendAsync(Frame(3), 3, CancellationToken.None));
        }

        await using SegmentedLog again = Open();
        Assert.Equal([(0, 1), (1, 3)], await ReadAllAsync(again, 0));
    }

    [Fact]
    public async Task TrimAsync_DeletesWholeSegments_WhenAllTheirHitsLieBefore()
    {
        await using SegmentedLog log = Open();
        log.Start();
        for (int i = 0; i < 400; i++) await log.AppendAsync(Frame(1), 1, CancellationToken.None);
        int before = Directory.GetFiles(_folder["log"], "segment-*").Length;
        await log.TrimAsync(new LogPosition(0, 399), CancellationToken.None);
        Assert.True(before > 3);
        Assert.Single(Directory.GetFiles(_folder["log"], "segment-*"));
        Assert.True(log.FirstOffset is > 0 and <= 399);
    }

    [Fact]
    public async Task AppendAsync_TakesAFrameLargerThanASegment_WhenTheOptionsAllowIt()
    {
        await using SegmentedLog log = Open();
        log.Start();
        var large = new byte[100_000];
        large[^1] = 9;
        await log.AppendAsync(large, 1, CancellationToken.None);
        await foreach (LoggedFrame frame in log.ReadAsync(default, CancellationToken.None)) Assert.True(frame.Frame.Span.SequenceEqual(large));
    }

    protected override ValueTask<IHitLog> OpenAsync()
    {
        SegmentedLog log = Open();
        log.Start();
        return new ValueTask<IHitLog>(log);
    }

    private static long RecordBytes() => RecordHeader.Bytes + Frame(1).Length;

    private SegmentedLog Open(long expectedEnd = 0) => SegmentedLog.Open(_files, _folder["log"], Options, TimeProvider.System, _logger, expectedEnd);

    private async Task AppendAsync(int frames)
    {
        await using SegmentedLog log = Open();
        log.Start();
        for (int i = 0; i < frames; i++) await log.AppendAsync(Frame(1), 1, CancellationToken.None);
    }

    private string Newest() => Directory.GetFiles(_folder["log"], "segment-*").Order(StringComparer.Ordinal).Last();

    /// <summary>Flips a bit so many bytes before the end of what was written.</summary>
    private static void Flip(string path, int fromEnd)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = Array.FindLastIndex(bytes, value => value != 0) + 1;
        FlipAt(path, end - fromEnd);
    }

    private static void FlipAt(string path, long at) => EngineFixture.Flip(path, at);

    /// <summary>Leaves the last bytes unwritten.</summary>
    private static void Tear(string path, int bytes)
    {
        byte[] content = File.ReadAllBytes(path);
        content.AsSpan(Array.FindLastIndex(content, value => value != 0) + 1 - bytes, bytes).Clear();
        File.WriteAllBytes(path, content);
    }
}
