using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>All rows of a stored bucket, every column expanded: for opening it again and for checking it.</summary>
internal sealed class StoredRows
{
    private readonly BucketKey _key;
    private readonly ulong[] _visitors;
    private readonly ViewRows _rows;
    private readonly RareValues _rare;
    private readonly ulong[]? _eventIds;
    private readonly int[][] _codes = new int[6][];
    private readonly ColumnValues[] _values = new ColumnValues[6];

    private StoredRows(BucketKey key, ViewRows rows, RareValues rare, ulong[]? eventIds)
    {
        _key = key;
        _rows = rows;
        _rare = rare;
        _eventIds = eventIds;
        _visitors = new ulong[rows.TimesMs.Length];
        for (int run = 0; run < rows.RunVisitors.Length; run++) _visitors.AsSpan(rows.RunStarts[run]..rows.RunStarts[run + 1]).Fill(rows.RunVisitors[run]);
    }

    /// <summary>Expands all columns.</summary>
    /// <returns>Null when any part is malformed.</returns>
    public static StoredRows? TryRead(BlockReader blocks, in StoredHeader header, BucketKey key)
    {
        if (SealedView.TryOpen(blocks, header, out ViewRows rows, out RareValues rare) is null) return null;
        if (!EventIdBlock.TryRead(blocks, header.Rows, out ulong[]? eventIds)) return null;
        var all = new StoredRows(key, rows, rare, eventIds);
        for (Column column = Column.Name; column <= Column.Props; column++)
        {
            if (!ColumnDecoder.TryRead(blocks, column, rows.RunStarts, out all._codes[(int)column], out all._values[(int)column])) return null;
        }

        return all;
    }

    /// <summary>A row as a hit.</summary>
    public HitFields Read(int row)
    {
        HitFields hit = default;
        hit.Site = _key.Site;
        hit.Hour = _key.Hour;
        hit.Shard = _key.Shard;
        hit.TimeMs = (_key.Hour * 1000) + _rows.TimesMs[row];
        hit.Visitor = _visitors[row];
        hit.EventId = _eventIds is null ? 0 : _eventIds[row];
        hit.Interactive = Array.BinarySearch(_rare.SilentRows, row) < 0;
        hit.Name = Value(Column.Name, row);
        hit.Page = Value(Column.Page, row);
        hit.Hostname = Value(Column.Hostname, row);
        hit.Client = Value(Column.Client, row);
        hit.Origin = Value(Column.Origin, row);
        hit.Props = Value(Column.Props, row);
        int at = SparseRows.Find(_rare.Revenue, row);
        if (at >= 0)
        {
            hit.RevenueMilli = _rare.Revenue[at].Milli;
            hit.Currency = _rare.Revenue[at].Currency;
        }

        at = SparseRows.Find(_rare.EngagementMs, row);
        hit.EngagementMs = at >= 0 ? _rare.EngagementMs[at].Value : -1;
        at = SparseRows.Find(_rare.ScrollDepth, row);
        hit.ScrollDepth = at >= 0 ? _rare.ScrollDepth[at].Value : -1;
        return hit;
    }

    private ReadOnlySpan<byte> Value(Column column, int row) => _values[(int)column][_codes[(int)column][row]];
}
