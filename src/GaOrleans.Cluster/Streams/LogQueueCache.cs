using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// What a pulling agent has read from a partition and not yet delivered, by stream. For the agent's turns only.
/// <para>Bounded in two ways. A cache that is full takes nothing more. A stream whose consumer does not keep up holds only so much of it: its further hits
/// are not kept, but stand in the cache as one hole, delivered as a bundle without hits whose <see cref="HitBundleReader.Before"/> has the bucket fetch
/// them itself; so one bucket in trouble does not hold up the others.</para>
/// </summary>
internal sealed class LogQueueCache(int partition, long mostBytes = LogQueueCache.MostBytes, long mostStreamBytes = LogQueueCache.MostStreamBytes) : IQueueCache
{
    private const long MostBytes = 64 * 1024 * 1024, MostStreamBytes = 4 * 1024 * 1024;
    private const int MostBatches = 50_000, AddAtOnce = 4_096, OverheadBytes = 256;

    private readonly Dictionary<StreamId, CachedStream> _streams = [];
    private readonly Queue<CachedBatch> _order = [];
    private readonly List<CachedStream> _unclaimed = [];
    private long _bytes;
    private int _count;

    /// <summary>Streams in the cache.</summary>
    internal int Streams => _streams.Count;

    /// <summary>Batches in the cache.</summary>
    internal int Count => _count;

    /// <summary>The offset before which everything that was added is delivered.</summary>
    /// <param name="end">The answer when all is.</param>
    internal long DeliveredTo(long end)
    {
        while (_order.TryPeek(out CachedBatch? oldest) && oldest.IsDone) _order.Dequeue();
        return _order.TryPeek(out CachedBatch? first) ? first.First : end;
    }

    /// <inheritdoc/>
    public int GetMaxAddCount() => _bytes >= mostBytes || _count >= MostBatches ? 0 : AddAtOnce;

    /// <inheritdoc/>
    public bool IsUnderPressure() => false;

    /// <inheritdoc/>
    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (IBatchContainer message in messages) Add((ReadBatch)message);
    }

    /// <inheritdoc/>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        // What is delivered goes at once. What nobody subscribes to goes now: the agent would have made a cursor when it was added.
        foreach (CachedStream stream in _unclaimed)
        {
            if (!stream.HasCursors) stream.Trim();
        }

        _unclaimed.Clear();
        purgedItems = [];
        return false;
    }

    /// <inheritdoc/>
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken token) =>
        new LogCacheCursor(StreamOf(streamId), token?.SequenceNumber ?? long.MinValue);

    /// <summary>A batch was passed by all consumers.</summary>
    internal void Done(CachedBatch batch)
    {
        batch.IsDone = true;
        _bytes -= batch.SizeBytes;
        _count--;
    }

    /// <summary>A stream has neither batches nor cursors.</summary>
    internal void Remove(CachedStream stream) => _streams.Remove(stream.Id);

    private void Add(ReadBatch batch)
    {
        CachedStream stream = StreamOf(batch.StreamId);
        bool stored = batch.First >= 0;
        if (stored && stream.Bytes >= mostStreamBytes)
        {
            AddHole(stream, batch);
        }
        else
        {
            var cached = new CachedBatch(batch.Container, batch.First, batch.Last, batch.SizeBytes + OverheadBytes);
            Add(stream, cached);
        }

        if (!stream.HasCursors) _unclaimed.Add(stream);
    }

    private void AddHole(CachedStream stream, ReadBatch batch)
    {
        var container = new LogBatchContainer(stream.Id, new LogToken(partition, batch.Last), new HitBundleBuilder().Finish(batch.Last));
        if (stream.Newest is { IsHole: true } hole && !stream.IsNewestTaken)
        {
            hole.Container = container;
            hole.Last = batch.Last;
            return;
        }

        Add(stream, new CachedBatch(container, batch.First, batch.Last, OverheadBytes) { IsHole = true });
    }

    private void Add(CachedStream stream, CachedBatch batch)
    {
        stream.Add(batch);
        if (batch.First >= 0) _order.Enqueue(batch);
        _bytes += batch.SizeBytes;
        _count++;
    }

    private CachedStream StreamOf(StreamId id)
    {
        if (!_streams.TryGetValue(id, out CachedStream? stream)) _streams.Add(id, stream = new CachedStream(id, this));
        return stream;
    }
}
