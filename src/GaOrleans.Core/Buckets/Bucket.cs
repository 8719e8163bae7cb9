using System.Diagnostics.CodeAnalysis;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The hits of one site in one of its local hours, of one shard, while they come in. Append-only: rows in order of arrival, published by a count.
/// One thread, the owner, applies hits; any other may read rows through <see cref="BucketView"/> at any moment without stopping it.
/// What it holds depends only on the set of hits received, never on their order: of several hits with one event id the smallest
/// (time, visitor, content) is kept. Only beyond the hard limits of <see cref="BucketLimits"/> the order of arrival decides.
/// </summary>
public sealed class Bucket
{
    private readonly BucketLimits _limits;
    private RowChunks<int> _rows;
    private ValueStore _values = ValueStore.Create();
    private Watermarks _watermarks;
    private EventIdColumn? _eventIds;
    private SparseColumns? _sparse;
    private ValueOverflow? _overflow;
    private int[]? _superseded;

    // Rows in the high half and superseded rows in the low one, so that both are published at once:
    // a reader sees the old row of an event id or the new one, never both or none.
    private long _published;
    private long _dropped;

    /// <summary>Makes an empty bucket.</summary>
    public Bucket(BucketKey key, BucketLimits limits)
    {
        Key = key;
        _limits = limits;
    }

    /// <summary>Which bucket.</summary>
    public BucketKey Key { get; }

    /// <summary>Rows that count.</summary>
    public int Rows
    {
        get
        {
            long published = Volatile.Read(in _published);
            return (int)(published >> 32) - (int)published;
        }
    }

    /// <summary>Hits received less rows that count: those whose event id was there already.</summary>
    public long DuplicateCount => Volatile.Read(in _dropped) + (int)Volatile.Read(in _published);

    /// <summary>Values of hits that became <c>(other)</c> because a hard limit was reached; not persisted.</summary>
    public long ReplacedValues => _overflow?.Replaced ?? 0;

    /// <summary>Grows with every change of rows or duplicates: the number of hits received.</summary>
    public long Version => Volatile.Read(in _dropped) + (Volatile.Read(in _published) >> 32);

    /// <summary>Memory held, in bytes, object headers included.</summary>
    public long MemoryBytes =>
        ObjectBytes + _rows.MemoryBytes() + _values.MemoryBytes + _watermarks.MemoryBytes
        + (_eventIds?.MemoryBytes ?? 0) + (_sparse?.MemoryBytes ?? 0) + (_overflow is null ? 0 : ValueOverflow.MemoryBytes)
        + (_superseded is null ? 0 : 24 + (_superseded.Length * 4L));

    private static long ObjectBytes => 168;

    private int RowCount => (int)(_published >> 32);

    private int SupersededCount => (int)_published;

    /// <summary>The offset of the last hit applied of a log partition; -1 when there was none. Owner only.</summary>
    public long WatermarkOf(int partition) => _watermarks.Of(partition);

    /// <summary>All watermarks by partition. Owner only.</summary>
    public LogPosition[] Watermarks => _watermarks.ToArray();

    /// <summary>Sets the watermarks of a bucket that was read back from a store. Owner only.</summary>
    public void RestoreWatermarks(IReadOnlyList<LogPosition> watermarks)
    {
        foreach (LogPosition position in watermarks) _watermarks.Set(position);
    }

    /// <summary>Takes a hit in. Owner only.</summary>
    /// <param name="hit">The hit, of this bucket, not dropped.</param>
    /// <param name="position">Where it stands in the log.</param>
    /// <exception cref="ArgumentException">The hit belongs to another bucket or its time lies outside the hour: a defect of the caller.</exception>
    public ApplyOutcome Apply(in HitFields hit, LogPosition position)
    {
        if (position.Offset <= _watermarks.Of(position.Partition)) return ApplyOutcome.AlreadyApplied;
        ApplyOutcome outcome = Add(hit);
        _watermarks.Set(position);
        return outcome;
    }

    /// <summary>The bucket as it is now, to be encoded by any thread. Owner only.</summary>
    public BucketImage TakeImage() => new(this);

    /// <summary>Takes a hit in that has no position in the log: from stored bytes or an import. Owner only.</summary>
    internal ApplyOutcome Add(in HitFields hit)
    {
        if (hit.Hour != Key.Hour || hit.Site != Key.Site || hit.Shard != Key.Shard) ThrowWrongBucket();
        long intoHourMs = hit.TimeMs - (hit.Hour * 1000);
        if ((ulong)intoHourMs >= 3_600_000) ThrowOutsideHour();
        int older = hit.EventId != 0 && _eventIds is not null ? _eventIds.Find(hit.EventId, RowCount) : -1;
        if (older >= 0 && HitOrder.Compare(hit, Snapshot().Read(older)) >= 0)
        {
            Volatile.Write(ref _dropped, _dropped + 1);
            return ApplyOutcome.Duplicate;
        }

        Append(hit, (int)intoHourMs);
        Publish(older);
        return ApplyOutcome.Applied;
    }

    /// <summary>Counts duplicates that were found before the bucket was stored. Owner only.</summary>
    internal void RestoreDuplicates(long count) => Volatile.Write(ref _dropped, _dropped + count);

    /// <summary>The rows as they are at this moment. Any thread.</summary>
    internal BucketSnapshot Snapshot()
    {
        // The counts come first: whatever array is read after them holds at least what they count.
        long published = Volatile.Read(in _published);
        int superseded = (int)published;
        return new BucketSnapshot(Key, (int)(published >> 32), Volatile.Read(in _superseded).AsMemory(0, superseded),
            _rows, _values, Volatile.Read(in _eventIds), Volatile.Read(in _sparse));
    }

    private void Append(in HitFields hit, int intoHourMs)
    {
        int row = RowCount;
        _rows.Reserve(row, BucketSnapshot.Cells);
        Span<int> cells = _rows.Row(row, BucketSnapshot.Cells);
        ReadOnlySpan<int> before = row == 0 ? default : _rows.Row(row - 1, BucketSnapshot.Cells);
        cells[BucketSnapshot.TimeCell] = intoHourMs | (hit.Interactive ? BucketSnapshot.InteractiveBit : 0);
        cells[BucketSnapshot.VisitorCell] = (int)hit.Visitor;
        cells[BucketSnapshot.VisitorCell + 1] = (int)(hit.Visitor >> 32);
        Code(Column.Name, hit.Name, before, cells);
        Code(Column.Page, hit.Page, before, cells);
        Code(Column.Hostname, hit.Hostname, before, cells);
        Code(Column.Client, hit.Client, before, cells);
        Code(Column.Origin, hit.Origin, before, cells);
        Code(Column.Props, hit.Props, before, cells);
        AppendRare(hit, row);
    }

    private void AppendRare(in HitFields hit, int row)
    {
        if (hit.EventId != 0 || _eventIds is not null)
        {
            EventIdColumn ids = _eventIds ?? new EventIdColumn();
            ids.Add(row, hit.EventId);
            if (_eventIds is null) Volatile.Write(ref _eventIds, ids);
        }

        if (hit.Currency == 0 && hit.EngagementMs < 0 && hit.ScrollDepth < 0) return;
        SparseColumns sparse = _sparse ?? new SparseColumns();
        if (hit.Currency != 0) sparse.Revenue.Add(new SparseRevenue(row, hit.RevenueMilli, hit.Currency));
        if (hit.EngagementMs >= 0) sparse.EngagementMs.Add(new SparseValue(row, hit.EngagementMs));
        if (hit.ScrollDepth >= 0) sparse.ScrollDepth.Add(new SparseValue(row, hit.ScrollDepth));
        if (_sparse is null) Volatile.Write(ref _sparse, sparse);
    }

    private void Code(Column column, ReadOnlySpan<byte> value, ReadOnlySpan<int> before, Span<int> cells)
    {
        int cell = BucketSnapshot.FirstCodeCell + (int)column;

        // Many hits have a value in common with the one before.
        cells[cell] = !before.IsEmpty && _values[before[cell]].SequenceEqual(value) ? before[cell] : CodeOf(column, value);
    }

    private int CodeOf(Column column, ReadOnlySpan<byte> value)
    {
        int code = _values.Find(column, value, out ulong hash);
        if (code >= 0) return code;
        if (_overflow is null && (_values.Count < _limits.HardValues && _values.ValueBytes < _limits.HardValueBytes - value.Length))
            return _values.Add(column, value, hash);
        return CodeNearLimit(column, value, hash);
    }

    private int CodeNearLimit(Column column, ReadOnlySpan<byte> value, ulong hash)
    {
        _overflow ??= new ValueOverflow(_values);
        if (!_overflow.HasRoom(column, _limits.HardValues) || _values.ValueBytes >= _limits.HardValueBytes - value.Length)
        {
            _overflow.CountReplaced();
            ReadOnlySpan<byte> other = OtherValues.Of(column);
            int code = _values.Find(column, other, out hash);
            return code >= 0 ? code : _values.Add(column, other, hash);
        }

        _overflow.CountNew(column);
        return _values.Add(column, value, hash);
    }

    private void Publish(int superseded)
    {
        int count = SupersededCount;
        if (superseded >= 0)
        {
            int[] list = _superseded ?? new int[4];
            if (count == list.Length) Array.Resize(ref list, count * 2);
            list[count++] = superseded;
            Volatile.Write(ref _superseded, list);
        }

        Volatile.Write(ref _published, ((long)(RowCount + 1) << 32) | (uint)count);
    }

    [DoesNotReturn]
    private static void ThrowWrongBucket() => throw new ArgumentException("cannot apply a hit to the bucket of another site, hour or shard: route it by its own key", "hit");

    [DoesNotReturn]
    private static void ThrowOutsideHour() => throw new ArgumentException("cannot apply a hit whose time lies outside the hour it is filed under: the collector has to set both together", "hit");
}
