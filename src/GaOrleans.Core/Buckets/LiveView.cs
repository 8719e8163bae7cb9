using System.Runtime.InteropServices;

namespace GaOrleans.Core.Buckets;

/// <summary>Makes the view of a live bucket. Columns are taken from the bucket's own arrays when asked for.</summary>
internal sealed class LiveView : BucketSource
{
    private readonly BucketSnapshot _snapshot;
    private readonly int[] _order;

    private LiveView(in BucketSnapshot snapshot, int[] order)
    {
        _snapshot = snapshot;
        _order = order;
    }

    /// <summary>Makes the view.</summary>
    public static LiveView Make(in BucketSnapshot snapshot, SiteSymbols symbols, BucketLimits limits, out BucketView view)
    {
        int[] order = RowSort.Sort(snapshot, out ulong[] visitors);
        var times = new int[order.Length];
        var flags = new RowFlags[order.Length];
        var kinds = new NameKinds(snapshot);
        for (int i = 0; i < order.Length; i++)
        {
            ReadOnlySpan<int> cells = snapshot.Row(order[i]);
            times[i] = cells[BucketSnapshot.TimeCell] & (BucketSnapshot.InteractiveBit - 1);
            flags[i] = kinds.Of(cells);
        }

        int[] runStarts = Runs.Of(visitors, out ulong[] runVisitors);
        var sparse = new SparseOrder(snapshot, order);
        var rows = new ViewRows(runVisitors, runStarts, times, flags, sparse.Revenue(), sparse.EngagementMs(), sparse.ScrollDepth());
        var source = new LiveView(snapshot, order);
        view = new BucketView(snapshot.Key, symbols, limits, rows, source, 4L * order.Length);
        return source;
    }

    /// <inheritdoc/>
    public override bool HasEventIds => _snapshot.EventIds is not null;

    /// <inheritdoc/>
    public override int[] Decode(Column column, out ColumnValues values)
    {
        var codes = new int[_order.Length];
        var renumbered = new int[_snapshot.Values.Count];
        List<int> starts = [], ends = [];
        for (int i = 0; i < codes.Length; i++)
        {
            int code = _snapshot.Row(_order[i])[BucketSnapshot.FirstCodeCell + (int)column];
            if (renumbered[code] == 0)
            {
                starts.Add(_snapshot.Values.StartOf(code));
                ends.Add(_snapshot.Values.EndOf(code));
                renumbered[code] = starts.Count;
            }

            codes[i] = renumbered[code] - 1;
        }

        values = new ColumnValues(_snapshot.Values.Arena, [.. starts], [.. ends], starts.Count);
        return codes;
    }

    /// <inheritdoc/>
    public override ulong[]? EventIds()
    {
        if (_snapshot.EventIds is null) return null;
        var ids = new ulong[_order.Length];
        ulong any = 0;
        for (int i = 0; i < ids.Length; i++) any |= ids[i] = _snapshot.EventIds[_order[i]];
        return any == 0 ? null : ids;
    }

    /// <summary>The view's rows whose hits are not interactive.</summary>
    public List<int> SilentRows()
    {
        var rows = new List<int>();
        for (int i = 0; i < _order.Length; i++)
        {
            if ((_snapshot.Row(_order[i])[BucketSnapshot.TimeCell] & BucketSnapshot.InteractiveBit) == 0) rows.Add(i);
        }

        return rows;
    }

    /// <summary>Remembers the kind of the last name, since most rows share it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private ref struct NameKinds(BucketSnapshot snapshot)
    {
        private readonly BucketSnapshot _snapshot = snapshot;
        private int _name = -1;
        private RowFlags _interactive, _silent;

        public RowFlags Of(ReadOnlySpan<int> cells)
        {
            int name = cells[BucketSnapshot.FirstCodeCell + (int)Column.Name];
            if (name != _name)
            {
                _name = name;
                _interactive = RowFlagRules.Of(_snapshot.Values[name], interactive: true);
                _silent = RowFlagRules.Of(_snapshot.Values[name], interactive: false);
            }

            return (cells[BucketSnapshot.TimeCell] & BucketSnapshot.InteractiveBit) != 0 ? _interactive : _silent;
        }
    }
}
