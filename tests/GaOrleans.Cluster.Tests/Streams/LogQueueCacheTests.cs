using GaOrleans.Cluster.Streams;
using Orleans.Streams;

namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>Drives the cache as Orleans' pulling agent does.</summary>
public sealed class LogQueueCacheTests
{
    private static readonly StreamId A = StreamId.Create(StreamNames.Hits, "a"), B = StreamId.Create(StreamNames.Hits, "b");

    private readonly LogQueueCache _cache = new(partition: 1);

    [Fact]
    public void Cursor_GivesTheBatchesOfItsStreamInOrder_AlsoThoseAddedLater()
    {
        Add(A, 1, 2);
        Add(B, 3, 3);
        using IQueueCacheCursor cursor = _cache.GetCacheCursor(A, new LogToken(1, 2));
        Assert.Equal(2, Next(cursor));
        Assert.False(cursor.MoveNext());
        Add(A, 4, 5);
        cursor.Refresh(new LogToken(1, 5));
        Assert.Equal(5, Next(cursor));
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void DeliveredTo_IsTheFirstHitThatIsNotDelivered()
    {
        Assert.Equal(9, _cache.DeliveredTo(9));
        Add(A, 1, 2);
        Add(B, 3, 4);
        using IQueueCacheCursor a = _cache.GetCacheCursor(A, null!), b = _cache.GetCacheCursor(B, null!);
        Assert.Equal(1, _cache.DeliveredTo(5));
        Assert.Equal(4, Next(b));
        Assert.False(b.MoveNext());
        Assert.Equal(1, _cache.DeliveredTo(5));
        Assert.Equal(2, Next(a));
        Assert.Equal(1, _cache.DeliveredTo(5));
        Assert.False(a.MoveNext());
        Assert.Equal(5, _cache.DeliveredTo(5));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void Cursor_StartsAtTheOldestCached_WhenItsTokenIsOlder()
    {
        Add(A, 5, 6);
        using IQueueCacheCursor cursor = _cache.GetCacheCursor(A, new LogToken(1, 2));
        Assert.Equal(6, Next(cursor));
    }

    [Fact]
    public void Cursor_StartsBehindWhatTheConsumerHas_WhenItsTokenIsNewer()
    {
        Add(A, 1, 2);
        Add(A, 3, 4);
        using IQueueCacheCursor cursor = _cache.GetCacheCursor(A, new LogToken(1, 4));
        Assert.Equal(4, Next(cursor));
        Assert.False(cursor.MoveNext());
        Assert.Equal(0, _cache.Count);
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(1, 4)]
    [InlineData(0, 2)]
    public void Cursor_SkipsOnlyTheBatchOfTheToken_WhenTheConsumerTurnedOneDown(long has, long next)
    {
        // As PersistentStreamPullingAgent does when a delivery answers with a token.
        Add(A, 2, 2);
        Add(A, 3, 4);
        using IQueueCacheCursor turnedDown = _cache.GetCacheCursor(A, null!);
        Assert.Equal(2, Next(turnedDown));
        if (has == 1) Assert.Equal(4, Next(turnedDown));
        using IQueueCacheCursor cursor = _cache.GetCacheCursor(A, new LogToken(1, has));
        cursor.MoveNext();
        Assert.Equal(next, Next(cursor));
    }

    [Fact]
    public void Batches_Stay_AsLongAsOneOfSeveralCursorsNeedsThem()
    {
        Add(A, 1, 1);
        Add(A, 2, 2);
        IQueueCacheCursor pin = _cache.GetCacheCursor(A, null!), consumer = _cache.GetCacheCursor(A, null!);
        Assert.Equal(1, Next(consumer));
        Assert.Equal(2, Next(consumer));
        Assert.False(consumer.MoveNext());
        Assert.Equal(2, _cache.Count);
        pin.Dispose();
        Assert.Equal(0, _cache.Count);
        consumer.Dispose();
        Assert.Equal(0, _cache.Streams);
    }

    [Fact]
    public void WhatNobodySubscribesTo_GoesAtTheNextPurge()
    {
        Add(A, 1, 1);
        Assert.Equal(1, _cache.Count);
        Assert.False(_cache.TryPurgeFromCache(out _));
        Assert.Equal((0, 0), (_cache.Count, _cache.Streams));
        Assert.Equal(2, _cache.DeliveredTo(2));
    }

    [Fact]
    public void FullCache_TakesNothing_UntilSomeIsDelivered()
    {
        var cache = new LogQueueCache(1, mostBytes: 1_000);
        Add(A, 1, 1, cache, bytes: 1_000);
        Assert.Equal(0, cache.GetMaxAddCount());
        using IQueueCacheCursor cursor = cache.GetCacheCursor(A, null!);
        Assert.Equal(1, Next(cursor));
        Assert.False(cursor.MoveNext());
        Assert.True(cache.GetMaxAddCount() > 0);
    }

    [Fact]
    public void StreamThatFallsBehind_GetsAHoleThatTellsItToFetch()
    {
        var cache = new LogQueueCache(1, mostStreamBytes: 1_000);
        Add(A, 1, 2, cache, bytes: 1_000);
        using IQueueCacheCursor cursor = cache.GetCacheCursor(A, null!);
        for (long offset = 3; offset <= 9; offset++) Add(A, offset, offset, cache, bytes: 1_000);
        Assert.Equal(2, cache.Count);
        Assert.Equal(2, Next(cursor));
        Assert.True(cursor.MoveNext());
        IBatchContainer hole = cursor.GetCurrent(out _);
        Assert.Equal(9, hole.SequenceToken.SequenceNumber);
        Assert.True(HitBundle.TryOpen(Assert.Single(hole.GetEvents<byte[]>()).Item1, out HitBundleReader reader));
        Assert.Equal((9, 0), (reader.Before, reader.Count));
        Assert.Equal(3, cache.DeliveredTo(10));
        Assert.False(cursor.MoveNext());
        Assert.Equal(10, cache.DeliveredTo(10));
    }

    [Fact]
    public void Hole_ThatIsBeingDelivered_IsNotChanged()
    {
        var cache = new LogQueueCache(1, mostStreamBytes: 100);
        Add(A, 1, 1, cache, bytes: 1_000);
        Add(A, 2, 2, cache, bytes: 1_000);
        using IQueueCacheCursor slow = cache.GetCacheCursor(A, null!), cursor = cache.GetCacheCursor(A, new LogToken(1, 2));
        Assert.Equal(2, Next(cursor));
        Add(A, 3, 3, cache, bytes: 1_000);
        Assert.Equal(3, Next(cursor));
    }

    private static long Next(IQueueCacheCursor cursor)
    {
        Assert.True(cursor.MoveNext());
        IBatchContainer batch = cursor.GetCurrent(out Exception fault);
        Assert.Null(fault);
        return batch.SequenceToken.SequenceNumber;
    }

    private void Add(StreamId stream, long first, long last) => Add(stream, first, last, _cache, bytes: 10);

    private static void Add(StreamId stream, long first, long last, LogQueueCache cache, int bytes) =>
        cache.AddToCache([new ReadBatch(new LogBatchContainer(stream, new LogToken(1, last), new byte[1]), first, last, bytes)]);
}
