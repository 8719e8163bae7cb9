namespace GaOrleans.Core.Buckets;

/// <summary>Brings the sparse columns of a live bucket into the order of its view's rows.</summary>
internal readonly ref struct SparseOrder
{
    private readonly BucketSnapshot _snapshot;
    private readonly int[]? _viewRowPlusOne;

    /// <summary>Prepares for rows in an order.</summary>
    public SparseOrder(in BucketSnapshot snapshot, int[] order)
    {
        _snapshot = snapshot;
        if (snapshot.Revenue.IsEmpty && snapshot.EngagementMs.IsEmpty && snapshot.ScrollDepth.IsEmpty) return;
        _viewRowPlusOne = new int[snapshot.RowCount];
        for (int i = 0; i < order.Length; i++) _viewRowPlusOne[order[i]] = i + 1;
    }

    /// <summary>Revenue by view row.</summary>
    public SparseRevenue[] Revenue()
    {
        if (_viewRowPlusOne is null) return [];
        var entries = new List<SparseRevenue>(_snapshot.Revenue.Length);
        foreach (SparseRevenue entry in _snapshot.Revenue)
        {
            int row = ViewRow(entry.Row);
            if (row >= 0) entries.Add(entry with { Row = row });
        }

        entries.Sort(static (left, right) => left.Row.CompareTo(right.Row));
        return [.. entries];
    }

    /// <summary>Engaged time by view row.</summary>
    public SparseValue[] EngagementMs() => Order(_snapshot.EngagementMs);

    /// <summary>Scroll depth by view row.</summary>
    public SparseValue[] ScrollDepth() => Order(_snapshot.ScrollDepth);

    private SparseValue[] Order(ReadOnlySpan<SparseValue> column)
    {
        if (_viewRowPlusOne is null) return [];
        var entries = new List<SparseValue>(column.Length);
        foreach (SparseValue entry in column)
        {
            int row = ViewRow(entry.Row);
            if (row >= 0) entries.Add(entry with { Row = row });
        }

        entries.Sort(static (left, right) => left.Row.CompareTo(right.Row));
        return [.. entries];
    }

    // Without the map there were no entries when the snapshot was taken; what came since concerns later rows.
    // Entries of rows applied after the snapshot was taken, or superseded, have none.
    private int ViewRow(int row) => row < _viewRowPlusOne!.Length ? _viewRowPlusOne[row] - 1 : -1;
}
