using System.Diagnostics.CodeAnalysis;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The rows of a live bucket as they were at one moment, in order of arrival, some of them superseded.
/// It shares the bucket's arrays: taking it costs nothing and the writer goes on.
/// </summary>
internal readonly struct BucketSnapshot(BucketKey key, int rowCount, ReadOnlyMemory<int> superseded,
    RowChunks<int> rows, ValueStore values, EventIdColumn? eventIds, SparseColumns? sparse)
{
    /// <summary>Cells of a row: time with the interactive bit above it, visitor in two halves, a code for each column.</summary>
    public const int Cells = 9, TimeCell = 0, VisitorCell = 1, FirstCodeCell = 3;

    /// <summary>Bits of the time; an hour has 3,600,000 ms.</summary>
    public const int TimeBits = 22;

    /// <summary>Set in the time cell when the hit is interactive.</summary>
    public const int InteractiveBit = 1 << TimeBits;

    private readonly RowChunks<int> _rows = rows;
    private readonly ValueStore _values = values;

    /// <summary>Which bucket.</summary>
    public BucketKey Key { get; } = key;

    /// <summary>Rows, superseded ones included.</summary>
    public int RowCount { get; } = rowCount;

    /// <summary>Rows that do not count any more, in no order.</summary>
    public ReadOnlyMemory<int> Superseded { get; } = superseded;

    /// <summary>The event ids, null when no row has one.</summary>
    public EventIdColumn? EventIds { get; } = eventIds;

    /// <summary>The values of all columns.</summary>
    public ref readonly ValueStore Values
    {
        [UnscopedRef]
        get => ref _values;
    }

    /// <summary>Rows with revenue.</summary>
    public ReadOnlySpan<SparseRevenue> Revenue => sparse is null ? default : sparse.Revenue.Entries();

    /// <summary>Rows with engaged time.</summary>
    public ReadOnlySpan<SparseValue> EngagementMs => sparse is null ? default : sparse.EngagementMs.Entries();

    /// <summary>Rows with a scroll depth.</summary>
    public ReadOnlySpan<SparseValue> ScrollDepth => sparse is null ? default : sparse.ScrollDepth.Entries();

    /// <summary>The cells of a row.</summary>
    public ReadOnlySpan<int> Row(int row) => _rows.Row(row, Cells);

    /// <summary>Time of a row in ms after the start of the hour.</summary>
    public int TimeMs(int row) => Row(row)[TimeCell] & (InteractiveBit - 1);

    /// <summary>Visitor of a row.</summary>
    public ulong Visitor(int row) => VisitorOf(Row(row));

    /// <summary>Visitor of a row's cells.</summary>
    public static ulong VisitorOf(ReadOnlySpan<int> cells) => (uint)cells[VisitorCell] | ((ulong)(uint)cells[VisitorCell + 1] << 32);

    /// <summary>A row as the hit that it was made of, as far as it is kept.</summary>
    public HitFields Read(int row)
    {
        ReadOnlySpan<int> cells = Row(row);
        HitFields hit = default;
        hit.Site = Key.Site;
        hit.Hour = Key.Hour;
        hit.Shard = Key.Shard;
        hit.TimeMs = (Key.Hour * 1000) + (cells[TimeCell] & (InteractiveBit - 1));
        hit.Visitor = VisitorOf(cells);
        hit.EventId = EventIds is null ? 0 : EventIds[row];
        hit.Interactive = (cells[TimeCell] & InteractiveBit) != 0;
        hit.Name = Value(cells, Column.Name);
        hit.Page = Value(cells, Column.Page);
        hit.Hostname = Value(cells, Column.Hostname);
        hit.Client = Value(cells, Column.Client);
        hit.Origin = Value(cells, Column.Origin);
        hit.Props = Value(cells, Column.Props);
        ReadSparse(row, ref hit);
        return hit;
    }

    private ReadOnlySpan<byte> Value(ReadOnlySpan<int> cells, Column column)
    {
        int code = cells[FirstCodeCell + (int)column], start = _values.StartOf(code);
        return _values.Arena.AsSpan(start, _values.EndOf(code) - start);
    }

    private void ReadSparse(int row, ref HitFields hit)
    {
        int at = SparseRows.Find(Revenue, row);
        if (at >= 0)
        {
            hit.RevenueMilli = Revenue[at].Milli;
            hit.Currency = Revenue[at].Currency;
        }

        at = SparseRows.Find(EngagementMs, row);
        hit.EngagementMs = at >= 0 ? EngagementMs[at].Value : -1;
        at = SparseRows.Find(ScrollDepth, row);
        hit.ScrollDepth = at >= 0 ? ScrollDepth[at].Value : -1;
    }
}
