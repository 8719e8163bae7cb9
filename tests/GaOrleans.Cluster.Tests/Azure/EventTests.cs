using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Contracts;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Cluster.Tests.Azure;

public sealed class EventTests
{
    [Fact]
    public void Offsets_GrowWithTheLog_AndTellTheirEvent()
    {
        Assert.Equal(65_536 * 7 + 3, EventOffsets.Of(7, 3));
        Assert.Equal(7, EventOffsets.SequenceOf(EventOffsets.Of(7, 65_535)));
        Assert.Equal(EventOffsets.Of(8, 0), EventOffsets.After(7));
        Assert.Equal(-1, EventOffsets.SequenceOf(-1));
        Assert.Throws<OverflowException>(() => EventOffsets.Of(long.MaxValue / 2, 0));
    }

    [Fact]
    public void Hits_KeepTheirOffsets_WhenAFrameBeforeThemIsTorn()
    {
        byte[] torn = HitFrames.Of(PartitionEvents.Hit(1), PartitionEvents.Hit(2))[..^9];
        byte[] whole = HitFrames.Of(PartitionEvents.Hit(3));
        byte[] body = FrameBatch.Write([torn, whole]);
        var bundle = new HitBundleBuilder();

        long last = EventHits.AddTo(5, body, after: -1, bundle);

        Assert.Equal(EventOffsets.Of(5, 2), last);
        Assert.Equal([EventOffsets.Of(5, 0), EventOffsets.Of(5, 2)], PartitionEvents.Read(bundle.Finish(-2)).Select(hit => hit.Offset));
        List<LoggedFrame> archived = EventFrames.Of(new LogEvent(5, StreamNames.Hits, "1/2/0", body, 0), new LogPosition(3, 100));
        Assert.Equal([(100, 2), (102, 1)], archived.Select(frame => ((int)frame.First.Offset, frame.Hits)));
    }

    [Fact]
    public void ArchivedFrames_FollowWithoutGap_AndLeaveOutHints()
    {
        var next = new LogPosition(2, 40);
        List<LoggedFrame> frames = EventFrames.Of(PartitionEvents.Of(9, "1/2/0", PartitionEvents.Hit(1), PartitionEvents.Hit(2, DropReason.Bot)), next);

        Assert.Equal((next, 2), (Assert.Single(frames).First, frames[0].Hits));
        Assert.Empty(EventFrames.Of(new LogEvent(9, StreamNames.BucketChanges, "1", new byte[] { 1 }, 0), next));
        Assert.Equal(1, Assert.Single(EventFrames.Of(new LogEvent(9, null, null, new byte[] { 7, 7 }, 0), next)).Hits);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(2_000)]
    [InlineData(700)]
    public void Splitter_KeepsAllHitsInOrder_AndWhatWasSentForThem(int mostBytes)
    {
        List<LoggedFrame> log = ArchiveContractFrames.Make(50);
        byte[] shared = ArchiveContractFrames.Frame("{}", [.. Enumerable.Range(0, 40).Select(i => (PartitionEvents.Hit((ulong)i), i % 10 == 0 ? $$"""{"sent":{{i}}}""" : ""))]);
        ReadOnlyMemory<byte>[] frames = [.. log.Select(frame => frame.Frame), shared];

        List<List<ReadOnlyMemory<byte>>> events = EventSplitter.Split(frames, mostBytes);

        Assert.All(events, sent => Assert.InRange(FrameBatch.Write(sent).Length, 1, mostBytes));
        Assert.Equal(Flat(frames), Flat(events.SelectMany(sent => sent)));
    }

    [Fact]
    public void Splitter_Refuses_WhatNoEventTakes()
    {
        byte[] frame = HitFrames.Of(PartitionEvents.Hit(1));

        Assert.Throws<InvalidDataException>(() => EventSplitter.Split([frame], mostBytes: frame.Length));
    }

    [Fact]
    public void Splitter_LeavesRoomForOffsets_WhenHitsAreMany()
    {
        byte[] frame = HitFrames.Of([.. Enumerable.Range(0, 1000).Select(i => PartitionEvents.Hit((ulong)i))]);

        List<List<ReadOnlyMemory<byte>>> events = EventSplitter.Split([.. Enumerable.Repeat((ReadOnlyMemory<byte>)frame, 100)], mostBytes: int.MaxValue - 100);

        Assert.Equal([65, 35], events.Select(sent => sent.Count));
        Assert.All(events, sent => Assert.InRange(EventHits.Count(FrameBatch.Write(sent)), 1, EventOffsets.PerEvent - 1));
    }

    [Fact]
    public void PreviousOffsets_ForgetEverything_WhenTheReaderJumps()
    {
        var previous = new PreviousOffsets();
        Assert.Equal(HitBundle.UnknownBefore, previous.Note(4, "a", 400));
        previous.Follow(5);
        Assert.Equal(400, previous.Note(6, "a", 600));
        Assert.Equal(HitBundle.UnknownBefore, previous.Note(7, "b", 700));

        Assert.Equal(HitBundle.UnknownBefore, previous.Note(9, "a", 900));
        Assert.Equal(900, previous.Note(10, "a", 1000));
        Assert.Equal(HitBundle.UnknownBefore, previous.Note(6, "a", 600));
    }

    [Fact]
    public void PreviousOffsets_ForgetEverything_WhenStreamsAreTooMany()
    {
        var previous = new PreviousOffsets(mostStreams: 2);
        previous.Note(1, "a", 1);
        previous.Note(2, "b", 2);

        Assert.Equal(HitBundle.UnknownBefore, previous.Note(3, "a", 3));
        Assert.Equal(3, previous.Note(4, "a", 4));
    }

    private static List<(ulong Visitor, string Raw)> Flat(IEnumerable<ReadOnlyMemory<byte>> frames)
    {
        var hits = new List<(ulong, string)>();
        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            Assert.True(HitFrame.TryOpen(frame.Span, out HitFrameReader reader));
            while (reader.TryNext(out HitFields hit)) hits.Add((hit.Visitor, System.Text.Encoding.UTF8.GetString(reader.Raw)));
            Assert.False(reader.Malformed);
        }

        return hits;
    }
}
