using System.Diagnostics;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Archive;
using GaOrleans.TestKit.Hits;
using static GaOrleans.Cluster.Tests.Log.PartitionFolder;

namespace GaOrleans.Cluster.Tests.Log;

public sealed class LogPartitionTests : IDisposable
{
    private const int All = int.MaxValue;

    private readonly PartitionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_GivesEachRecordItsOffset()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        Assert.Equal([0, 3, 4], await AppendAsync(partition, Record(1, 3), Record(2), Record(1, 2)));
        Assert.Equal([6], await AppendAsync(partition, Record(1, 1)));
        Assert.Equal(7, partition.Status().NextOffset);
    }

    [Fact]
    public async Task Read_GroupsByStream_AndTellsWhatCameBefore()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        await AppendAsync(partition, Record(1, 2), Record(2), Record(1));
        LogReading first = await partition.ReadAsync(0, 0, All, 0);
        Assert.Equal(4, first.Next);
        Assert.Equal([Stream(1), Stream(2)], first.Streams.Select(part => part.Key));
        Assert.Equal((0, 3), (first.Streams[0].First, first.Streams[0].Last));
        AssertBundle(HitBundle.NothingBefore, [0, 1, 3], first.Streams[0]);
        await AppendAsync(partition, Record(2), Record(1));
        LogReading second = await partition.ReadAsync(first.Next, 0, All, 0);
        AssertBundle(2, [4], second.Streams[0]);
        AssertBundle(3, [5], second.Streams[1]);
    }

    [Fact]
    public async Task Read_LeavesDroppedHitsOut_AndPassesThem()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        byte[] mixed = HitFrames.Of(Hit(1), Hit(1, 1, DropReason.Bot), Hit(1, 2));
        await AppendAsync(partition, new LogRecord(StreamNames.Hits, Stream(1), mixed), Record(9, 4, DropReason.Bot));
        LogReading reading = await partition.ReadAsync(0, 0, All, 0);
        AssertBundle(HitBundle.NothingBefore, [0, 2], Assert.Single(reading.Streams));
        Assert.Equal(7, reading.Next);
    }

    [Fact]
    public async Task Read_StopsAtTheSizeAsked_AndGoesOnThere()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        for (int site = 1; site <= 10; site++) await AppendAsync(partition, Record(site, 2));
        var seen = new List<string>();
        for (long from = 0; from < 20;)
        {
            LogReading reading = await partition.ReadAsync(from, from, 1, 0);
            seen.Add(Assert.Single(reading.Streams).Key);
            from = reading.Next;
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(Stream), seen);
    }

    [Fact]
    public async Task Read_WaitsForWhatComes_AndNoLongerThanAsked()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        Assert.Empty((await partition.ReadAsync(0, 0, All, 20)).Streams);
        Task<LogReading> waiting = partition.ReadAsync(0, 0, All, 60_000).AsTask();
        await AppendAsync(partition, Record(1));
        Assert.Single((await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Streams);
    }

    [Fact]
    public async Task Transients_ComeOnce_TheNewestOfEachStream()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        var older = new LogRecord(StreamNames.BucketChanges, "7", "old"u8.ToArray());
        var newer = new LogRecord(StreamNames.BucketChanges, "7", "new"u8.ToArray());
        Task<LogReading> waiting = partition.ReadAsync(0, 0, All, 60_000).AsTask();
        AppendAnswer answer = await partition.AppendAsync(LogBlock.Write([older, newer]));
        Assert.Equal(AppendStatus.Stored, answer.Status);
        StreamPart part = Assert.Single((await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Streams);
        Assert.Equal("new"u8.ToArray(), part.Payload);
        Assert.Equal(0, partition.Status().NextOffset);
        Assert.Empty((await partition.ReadAsync(0, 0, All, 0)).Streams);
    }

    [Fact]
    public async Task ReadStream_GivesWhatIsBehindAWatermark()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        await AppendAsync(partition, Record(1, 2), Record(2), Record(1, 2));
        LogReading reading = await partition.ReadStreamAsync(Stream(1), 0);
        Assert.Equal([1, 3, 4], Bundle(Assert.Single(reading.Streams)).Offsets);
        Assert.Equal((1, 5), (reading.Streams[0].First, reading.Next));
        Assert.Empty((await partition.ReadStreamAsync(Stream(1), 4)).Streams);
        Assert.Empty((await partition.ReadStreamAsync(Stream(5), -1)).Streams);
        Assert.Empty((await partition.ReadStreamAsync("nonsense", -1)).Streams);
    }

    [Fact]
    public async Task Position_IsLeftAlone_WhenTheFolderMayBeAnothers()
    {
        LogPartition former = await _folder.OpenAsync();
        await AppendAsync(former, Record(1, 2), Record(2));
        await former.DisposeAsync();
        string position = Path.Combine(_folder.Path, "position");
        byte[] before = await File.ReadAllBytesAsync(position);
        former.Save([new SavedMark(Stream(1), 1), new SavedMark(Stream(2), 2)]);
        former.SavePosition();
        Assert.Equal(before, await File.ReadAllBytesAsync(position));
    }

    [Fact]
    public async Task Saved_MovesThePosition_UpToTheOldestUnsaved()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        await AppendAsync(partition, Record(1, 2), Record(2), Record(1, 2), Record(3));
        partition.Save([new SavedMark(Stream(1), 4)]);
        Assert.Equal(2, partition.SavedTo);
        partition.Save([new SavedMark(Stream(2), 2)]);
        Assert.Equal(5, partition.SavedTo);
        partition.Save([new SavedMark(Stream(3), 5)]);
        PartitionStatus status = partition.Status();
        Assert.Equal((6, 0, 0), (status.SavedTo, status.UnsavedStreams, status.UnsavedBytes));
    }

    [Fact]
    public async Task Read_TellsNothingBefore_WhenThatIsSaved()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        await AppendAsync(partition, Record(1), Record(1), Record(1));
        partition.Save([new SavedMark(Stream(1), 1)]);
        AssertBundle(HitBundle.NothingBefore, [2], Assert.Single((await partition.ReadAsync(2, 0, All, 0)).Streams));
    }

    [Fact]
    public async Task FreshTo_IsTheAgeOfTheOldestUndelivered()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        long before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await AppendAsync(partition, Record(1));
        long after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.InRange(partition.Status().FreshToMs, before, after);
        await partition.ReadAsync(1, 1, All, 0);
        Assert.True(partition.Status().FreshToMs >= after);
        Assert.Equal(1, partition.Status().DeliveredTo);
    }

    [Fact]
    public async Task Reopening_FindsWhatIsUnsaved_InTheSameForm()
    {
        LogReading before;
        await using (LogPartition partition = await _folder.OpenAsync())
        {
            byte[] twoBuckets = HitFrames.Of(Hit(4), Hit(5), Hit(4, 1));
            await AppendAsync(partition, Record(1, 2), Record(2, 3), new LogRecord(StreamNames.Hits, Stream(4), twoBuckets), Record(9, 2, DropReason.Bot), Record(2));
            partition.Save([new SavedMark(Stream(1), 1)]);
            before = await partition.ReadAsync(0, 0, All, 0);
        }

        await using LogPartition again = await _folder.OpenAsync();
        LogReading after = await again.ReadAsync(0, 0, All, 0);
        Assert.Equal(before.Epoch + 1, after.Epoch);
        Assert.Equal(before.Next, after.Next);
        Assert.Equal(before.Streams.Select(part => (part.Key, Convert.ToHexString(part.Payload))), after.Streams.Select(part => (part.Key, Convert.ToHexString(part.Payload))));
        Assert.Equal(2, again.SavedTo);
        Assert.Equal([11], await AppendAsync(again, Record(1)));
    }

    [Fact]
    public async Task Reopening_ReadsFromTheStart_WhenThePositionIsDamaged()
    {
        await using (LogPartition partition = await _folder.OpenAsync())
        {
            await AppendAsync(partition, Record(1), Record(2));
            partition.Save([new SavedMark(Stream(1), 0)]);
        }

        File.WriteAllBytes(Path.Combine(_folder.Path, "position"), [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(_folder.Path, "epoch"), [1, 2, 3]);
        await using LogPartition again = await _folder.OpenAsync();
        Assert.Equal(0, again.SavedTo);
        Assert.True(again.Status().Epoch > 1);
    }

    [Fact]
    public async Task Tail_IsReadFromFiles_WhenMemoryHoldsOnlySomeOfIt()
    {
        const int frames = 400;
        await using LogPartition partition = await _folder.OpenAsync(tailBytes: 16_000);
        for (int i = 0; i < frames; i++) await AppendAsync(partition, Record(1 + (i % 3), 2));
        Assert.InRange(partition.Status().UnsavedBytes, 1, 16_000);
        LogReading all = await partition.ReadAsync(0, 0, All, 0);
        Assert.Equal(Enumerable.Range(0, frames * 2).Select(offset => (long)offset), all.Streams.SelectMany(part => Bundle(part).Offsets).Order());
        LogReading stream = await partition.ReadStreamAsync(Stream(2), 7);
        Assert.Equal(Enumerable.Range(0, frames * 2).Where(offset => offset > 7 && offset / 2 % 3 == 1).Select(offset => (long)offset), Bundle(Assert.Single(stream.Streams)).Offsets);
    }

    [Fact]
    public async Task Archive_HoldsThePartitionsHits_AndTheLogForgetsWhatIsSavedToo()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        const int frames = 1_500;
        for (int i = 0; i < frames; i += 50) await AppendAsync(partition, [.. Enumerable.Repeat(Record(1), 50)]);
        int segments = Segments();
        Assert.True(segments > 2);
        await partition.ArchiveAsync(CancellationToken.None);
        Assert.Equal((segments, (long)frames), (Segments(), partition.Status().ArchivedTo));
        partition.Save([new SavedMark(Stream(1), frames - 1)]);
        await partition.ArchiveAsync(CancellationToken.None);
        Assert.Equal(1, Segments());
        await AssertArchivedAsync(frames);
    }

    [Fact]
    public async Task Archive_RecordsTheLossOfAPartition_AndGoesOn()
    {
        await using (LogPartition partition = await _folder.OpenAsync())
        {
            for (int i = 0; i < 1_500; i += 50) await AppendAsync(partition, [.. Enumerable.Repeat(Record(1), 50)]);
        }

        File.Delete(Directory.GetFiles(Path.Combine(_folder.Path, "log"), "segment-*").Order(StringComparer.Ordinal).First());
        await using LogPartition again = await _folder.OpenAsync();
        await again.ArchiveAsync(CancellationToken.None);
        using var archive = new FileArchive(_folder.Files, Path.Combine(_folder.Path, "archive"));
        ArchiveReport report = await archive.VerifyAsync(CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.Equal(1_500, again.Status().ArchivedTo);
    }

    [Fact]
    public async Task Malformed_IsKeptAside_AndTheRestGoesOn()
    {
        byte[] cut = HitFrames.Of(Hit(1), Hit(1, 1))[..^12];
        await using (LogPartition partition = await _folder.OpenAsync())
        {
            List<long> offsets = await AppendAsync(partition, new LogRecord(StreamNames.Hits, Stream(1), "nonsense"u8.ToArray()), new LogRecord(StreamNames.Hits, Stream(1), cut), Record(2));
            Assert.Equal([0, 1, 3], offsets);
            LogReading reading = await partition.ReadAsync(0, 0, All, 0);
            Assert.Equal([1], Bundle(reading.Streams[0]).Offsets);
            Assert.Equal([3], Bundle(reading.Streams[1]).Offsets);
        }

        string[] kept = Directory.GetFiles(Path.Combine(_folder.Path, "dead-letters"));
        Assert.Equal(2, kept.Length);
        Assert.Equal(cut, File.ReadAllBytes(kept.Order(StringComparer.Ordinal).Last()));
        await using LogPartition again = await _folder.OpenAsync();
        Assert.Equal(2, (await again.ReadAsync(0, 0, All, 0)).Streams.Length);
    }

    [Fact]
    public async Task Append_SaysUnavailable_WhileTheDiskFails_AndStoresAgain()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        await AppendAsync(partition, Record(1));
        _folder.Files.Broken = true;
        AppendAnswer answer = await partition.AppendAsync(LogBlock.Write([Record(1), Record(1)]));
        Assert.Equal(AppendStatus.Unavailable, answer.Status);
        Assert.All(answer.Offsets, offset => Assert.Equal(-1, offset));
        Assert.NotNull(partition.Status().Problem);
        _folder.Files.Broken = false;
        await Eventually.HoldsAsync(async () => (await partition.AppendAsync(LogBlock.Write([Record(1)]))).Status == AppendStatus.Stored, "the log heals");
        LogReading reading = await partition.ReadAsync(0, 0, All, 0);
        Assert.Equal([0, 1], Bundle(Assert.Single(reading.Streams)).Offsets);
    }

    [Fact]
    public async Task Append_SaysFull_WhenTooMuchWaits()
    {
        _folder.Options = _folder.Options with { Log = new LogOptions { QueuedFrames = 4, Prewrite = false } };
        await using LogPartition partition = await _folder.OpenAsync();
        byte[] block = LogBlock.Write([.. Enumerable.Repeat(Record(1), 4)]);
        AppendAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => partition.AppendAsync(block).AsTask()));
        Assert.Contains(answers, answer => answer.Status == AppendStatus.Full);
        Assert.DoesNotContain(answers, answer => answer.Status is AppendStatus.Unavailable or AppendStatus.Moving);
        Assert.Equal(4 * answers.Count(answer => answer.Status == AppendStatus.Stored), partition.Status().NextOffset);
    }

    [Fact]
    public async Task Append_SaysFull_WhenSoMuchIsUnsavedThatItCannotBeKeptInMind()
    {
        await using LogPartition partition = await _folder.OpenAsync(tailBytes: 1_000);
        AppendStatus status = AppendStatus.Stored;
        for (int i = 0; i < 1_000 && status == AppendStatus.Stored; i++) status = (await partition.AppendAsync(LogBlock.Write([Record(1)]))).Status;
        Assert.Equal(AppendStatus.Full, status);
        partition.Save([new SavedMark(Stream(1), long.MaxValue)]);
        await AppendAsync(partition, Record(1));
    }

    [Fact]
    public async Task BlockSentTwiceToOneOwner_IsStoredOnce()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        byte[] block = LogBlock.Write([Record(1, 2), Record(2)], new BlockOrigin(7, 1, -1)), again = LogBlock.Write([Record(1, 2), Record(2)], new BlockOrigin(7, 1, 0));
        AppendAnswer[] answers = await Task.WhenAll(partition.AppendAsync(block).AsTask(), partition.AppendAsync(again).AsTask());
        Assert.All(answers, answer => Assert.True(answer.Offsets.AsSpan().SequenceEqual([0L, 2L])));
        Assert.Equal(3, partition.Status().NextOffset);
        Assert.Equal(AppendStatus.Stored, (await partition.AppendAsync(LogBlock.Write([Record(1, 2)], new BlockOrigin(7, 2, -1)))).Status);
        Assert.Equal(AppendStatus.Unavailable, (await partition.AppendAsync(again)).Status);
        Assert.Equal(5, partition.Status().NextOffset);
    }

    [Fact]
    public async Task BlockSentAgainToTheNextOwner_IsStoredOnce_AlsoWhenOnlyItsStartWas()
    {
        LogRecord[] block = [Record(1, 2), Record(2), Record(3)];
        await using (LogPartition partition = await _folder.OpenAsync())
        {
            await AppendAsync(partition, Record(1, 2));
            await AppendAsync(partition, block);
            await AppendAsync(partition, Record(9));
            await AppendAsync(partition, block[..2]);
        }

        await using LogPartition next = await _folder.OpenAsync();
        AppendAnswer whole = await next.AppendAsync(LogBlock.Write(block, new BlockOrigin(7, 1, 2)));
        Assert.True(whole.Offsets.AsSpan().SequenceEqual([2L, 4L, 5L]));
        AppendAnswer cut = await next.AppendAsync(LogBlock.Write(block, new BlockOrigin(8, 1, 6)));
        Assert.True(cut.Offsets.AsSpan().SequenceEqual([7L, 9L, 10L]));
        AppendAnswer none = await next.AppendAsync(LogBlock.Write(block, new BlockOrigin(9, 1, 8)));
        Assert.True(none.Offsets.AsSpan().SequenceEqual([11L, 13L, 14L]));
        Assert.Equal(15, next.Status().NextOffset);
    }

    [Fact]
    public async Task Closing_AnswersReaders_RefusesWrites_AndIsQuick()
    {
        LogPartition partition = await _folder.OpenAsync();
        Task<LogReading> waiting = partition.ReadAsync(0, 0, All, 60_000).AsTask();
        long started = Stopwatch.GetTimestamp();
        await partition.DisposeAsync();
        Assert.Empty((await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Streams);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        Assert.Equal(AppendStatus.Moving, (await partition.AppendAsync(LogBlock.Write([Record(1)]))).Status);
    }

    [Fact]
    public async Task Opening_WaitsForTheFormerOwner_AndCountsEpochs()
    {
        LogPartition former = await _folder.OpenAsync();
        Task<LogPartition> opening = _folder.OpenAsync();
        await AppendAsync(former, Record(1));
        Assert.False(opening.IsCompleted);
        await former.DisposeAsync();
        await using LogPartition next = await opening.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(former.Status().Epoch + 1, next.Status().Epoch);
        Assert.Equal([1], await AppendAsync(next, Record(1)));
    }

    [Fact]
    public async Task Overdue_NamesStreamsByTheirLastHit()
    {
        await using LogPartition partition = await _folder.OpenAsync();
        await AppendAsync(partition, Record(1), Record(2), Record(1));
        Assert.Empty(partition.Overdue(TimeSpan.FromHours(1), 10));
        Assert.Equal([(Stream(1), 2), (Stream(2), 1)], partition.Overdue(TimeSpan.FromSeconds(-1), 10));
        Assert.Single(partition.Overdue(TimeSpan.FromSeconds(-1), 1));
    }

    private static void AssertBundle(long before, List<long> offsets, StreamPart part)
    {
        (long toldBefore, List<long> told) = Bundle(part);
        Assert.Equal(before, toldBefore);
        Assert.Equal(offsets, told);
    }

    private int Segments() => Directory.GetFiles(Path.Combine(_folder.Path, "log"), "segment-*.log").Length;

    private async Task AssertArchivedAsync(int hits)
    {
        using var archive = new FileArchive(_folder.Files, Path.Combine(_folder.Path, "archive"));
        ArchiveReport report = await archive.VerifyAsync(CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.Equal(hits, report.Hits);
        int read = 0;
        await foreach (ArchivedHit hit in archive.ReadAsync(1, LogRange.All(Number), CancellationToken.None)) Assert.Equal(new LogPosition(Number, read++), hit.Position);
        Assert.Equal(hits, read);
    }
}
