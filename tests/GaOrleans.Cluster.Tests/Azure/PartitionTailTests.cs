using GaOrleans.Cluster.Azure.Partitions;
using GaOrleans.Cluster.Log;
using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Tests.Azure;

public sealed class PartitionTailTests
{
    private const string A = "1/1795212000/0", B = "2/1795212000/0";
    private const int Plenty = 1 << 20;

    [Fact]
    public void Read_GivesTheHitsOfAStreamBehindAnOffset_InOrder()
    {
        PartitionTail tail = Filled();

        Assert.Equal(
            [(EventOffsets.Of(10, 0), 1), (EventOffsets.Of(10, 1), 2), (EventOffsets.Of(12, 0), 4)],
            PartitionEvents.Read(tail.Read(A, -1, Plenty)));
        Assert.Equal([(EventOffsets.Of(10, 1), 2), (EventOffsets.Of(12, 0), 4)], PartitionEvents.Read(tail.Read(A, EventOffsets.Of(10, 0), Plenty)));
        Assert.Empty(tail.Read(A, EventOffsets.Of(12, 0), Plenty));
        Assert.Empty(tail.Read("3/1795212000/0", -1, Plenty));
    }

    [Fact]
    public void Read_TellsWhereToGoOn_WhenThereIsTooMuch()
    {
        PartitionTail tail = Filled();

        StreamPart part = Assert.Single(tail.Read(A, -1, mostBytes: 1));

        Assert.Equal([(EventOffsets.Of(10, 0), 1ul)], PartitionEvents.Read(part.Payload));
        Assert.Equal(EventOffsets.Of(10, 1), tail.FirstAfter(A, part.Last));
        Assert.Equal(-1, tail.FirstAfter(A, EventOffsets.Of(12, 0)));
    }

    [Fact]
    public void SavedSequence_IsTheOldestEventThatSomebodyHasNotSaved()
    {
        PartitionTail tail = Filled();
        Assert.Equal(10, tail.SavedSequence);
        Assert.Equal(100, tail.OldestStoredMs);

        tail.Saved(new SavedMark(A, EventOffsets.Of(10, 1)));
        Assert.Equal(11, tail.SavedSequence);
        Assert.Equal(110, tail.OldestStoredMs);

        tail.Saved(new SavedMark(B, EventOffsets.Of(11, 0)));
        Assert.Equal(12, tail.SavedSequence);

        tail.Saved(new SavedMark(A, EventOffsets.Of(12, 0)));
        Assert.Equal((13, 0, 0L), (tail.SavedSequence, tail.Streams, tail.Bytes));
        Assert.Equal(long.MaxValue, tail.OldestStoredMs);
    }

    [Fact]
    public void Events_AreAddedOnce_WhenTheyAreReadAgain()
    {
        PartitionTail tail = Filled();
        tail.Saved(new SavedMark(A, EventOffsets.Of(10, 1)));

        tail.Add(PartitionEvents.Of(10, A, PartitionEvents.Hit(1), PartitionEvents.Hit(2)), nowMs: 9);

        Assert.Equal([(EventOffsets.Of(12, 0), 4ul)], PartitionEvents.Read(tail.Read(A, -1, Plenty)));
    }

    [Fact]
    public void HitsThatCountNowhere_TakeAnOffset_AndAreNotKept()
    {
        var tail = new PartitionTail(0);
        tail.Add(PartitionEvents.Of(0, A, PartitionEvents.Hit(1, DropReason.Bot), PartitionEvents.Hit(2)), nowMs: 1);
        tail.Add(PartitionEvents.Of(1, B, PartitionEvents.Hit(3, DropReason.Bot)), nowMs: 1);
        tail.Add(new LogEvent(2, StreamNames.BucketChanges, "7", new byte[] { 1 }, 0), nowMs: 1);
        tail.Add(new LogEvent(3, StreamNames.Hits, A, new byte[] { 99, 99 }, 0), nowMs: 1);

        Assert.Equal([(1L, 2ul)], PartitionEvents.Read(tail.Read(A, -1, Plenty)));
        Assert.Equal((4, 1), (tail.NextSequence, tail.Streams));
    }

    [Fact]
    public void Waiting_NamesOverdueStreams_OldestFirst_AndNotThoseJustAsked()
    {
        PartitionTail tail = Filled();

        Assert.Equal([new SavedMark(A, EventOffsets.Of(12, 0)), new SavedMark(B, EventOffsets.Of(11, 0))], tail.Waiting(beforeMs: 100, most: 5));
        Assert.Equal([new SavedMark(A, EventOffsets.Of(12, 0))], tail.Waiting(beforeMs: 2, most: 5));
        tail.Asked(A, nowMs: 200);
        Assert.Equal([B], tail.Waiting(beforeMs: 100, most: 5).Select(mark => mark.StreamKey));
    }

    private static PartitionTail Filled()
    {
        var tail = new PartitionTail(10);
        tail.Add(PartitionEvents.Of(10, A, PartitionEvents.Hit(1), PartitionEvents.Hit(2)), nowMs: 1);
        tail.Add(PartitionEvents.Of(11, B, PartitionEvents.Hit(3)), nowMs: 2);
        tail.Add(PartitionEvents.Of(12, A, PartitionEvents.Hit(4)), nowMs: 3);
        return tail;
    }
}
