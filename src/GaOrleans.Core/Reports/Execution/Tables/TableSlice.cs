using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// The visits of the visitors of a slice, a visitor after the other, and the rows of these visits in the same order, so that a report reads memory from
/// front to back. Columns are copied from the views when first asked for and are then kept. Safe for concurrent use: two threads may copy a column twice, to the same result.
/// </summary>
internal sealed class TableSlice
{
    private const int VisitCodes = 6;

    private readonly int[]?[] _rows = new int[]?[6];
    private readonly int[]?[] _codes = new int[]?[VisitCodes];
    private SparseRevenue[]? _revenue;
    private SparseValue[]? _engagement, _scroll;
    private long _ownBytes, _copiedBytes;

    /// <summary>The visitors, in no particular order.</summary>
    public required ulong[] Visitors { get; init; }

    /// <summary>First visit of each visitor, and the number of visits.</summary>
    public required int[] VisitStarts { get; init; }

    /// <summary>The number of each visit's visitor.</summary>
    public required int[] VisitorOf { get; init; }

    /// <summary>The visits, and one more whose only meaning is that the last one's rows end at its start.</summary>
    public required TableVisit[] Visits { get; init; }

    /// <summary>Where the rows come from.</summary>
    public required SliceLinks Links { get; init; }

    /// <summary>Time of each row after the <see cref="TableVisit.BaseMs"/> of its visit.</summary>
    public required int[] TimesMs { get; init; }

    /// <summary>Kind of each row.</summary>
    public required RowFlags[] Flags { get; init; }

    /// <summary>Memory that it takes, in bytes. Asked for after each report, so it is added up as it grows.</summary>
    public long SizeBytes
    {
        get
        {
            if (_ownBytes == 0) _ownBytes = 500 + (8L * Visitors.Length) + (4L * (VisitStarts.Length + VisitorOf.Length)) + (24L * Visits.Length) + Links.SizeBytes + (5L * TimesMs.Length);
            return _ownBytes + Interlocked.Read(ref _copiedBytes);
        }
    }

    /// <summary>The codes of each row in a column.</summary>
    public int[] Rows(Column column, ViewScan[] views)
    {
        ref int[]? slot = ref _rows[(int)column];
        return Volatile.Read(ref slot) ?? Keep(ref slot, CopyRows(column, views), sizeof(int));
    }

    /// <summary>A code of each visit.</summary>
    public int[] Codes(VisitCode code, ViewScan[] views)
    {
        ref int[]? slot = ref _codes[(int)code];
        return Volatile.Read(ref slot) ?? Keep(ref slot, MakeCodes(code, views), sizeof(int));
    }

    /// <summary>Revenue by row.</summary>
    public SparseRevenue[] Revenue(ViewScan[] views) =>
        Volatile.Read(ref _revenue) ?? Keep(ref _revenue, SparseCopy.Revenue(this, views), Unsafe.SizeOf<SparseRevenue>());

    /// <summary>Engaged milliseconds by row.</summary>
    public SparseValue[] EngagementMs(ViewScan[] views) =>
        Volatile.Read(ref _engagement) ?? Keep(ref _engagement, SparseCopy.Values(this, views, static view => view.EngagementMs), Unsafe.SizeOf<SparseValue>());

    /// <summary>Scroll depth by row.</summary>
    public SparseValue[] ScrollDepth(ViewScan[] views) =>
        Volatile.Read(ref _scroll) ?? Keep(ref _scroll, SparseCopy.Values(this, views, static view => view.ScrollDepth), Unsafe.SizeOf<SparseValue>());

    /// <summary>Where the rows of a segment lie.</summary>
    /// <param name="place">Its entry in <see cref="SliceLinks.Places"/>; not <see cref="SliceLinks.Nowhere"/>.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="flags">Kinds of the rows of its view.</param>
    /// <param name="startRow">Its first row that belongs to the visit.</param>
    /// <returns>The row of the table.</returns>
    public int RowOf(int place, in Segment segment, RowFlags[] flags, out int startRow)
    {
        startRow = segment.StartRow;
        if (place >= 0) return place;
        // Engagement never starts a visit.
        if ((segment.Traits & SegmentTraits.LeadsWithEngagement) != SegmentTraits.None)
        {
            while ((flags[startRow] & RowFlags.Engagement) != RowFlags.None) startRow++;
        }

        return Visits[~place].StartRow;
    }

    private T[] Keep<T>(ref T[]? slot, T[] copy, int itemBytes)
    {
        if (Interlocked.CompareExchange(ref slot, copy, null) is { } known) return known;
        Interlocked.Add(ref _copiedBytes, (long)copy.Length * itemBytes);
        return copy;
    }

    // View by view, as the rows lie there; what is written stays within the processor's cache.
    private int[] CopyRows(Column column, ViewScan[] views)
    {
        var copy = new int[TimesMs.Length];
        for (int v = 0; v < views.Length; v++)
        {
            Segment[] items = views[v].Segments.Items;
            int[] codes = views[v].Columns[(int)column];
            for (int link = Links.Starts[v]; link < Links.Starts[v + 1]; link++)
            {
                if (Links.Places[link] == SliceLinks.Nowhere) continue;
                int i = Links.SegmentOf(v, link);
                int to = RowOf(Links.Places[link], items[i], views[v].Flags, out int row);
                for (int end = items[i + 1].StartRow; row < end; row++) copy[to++] = codes[row];
            }
        }

        return copy;
    }

    private int[] MakeCodes(VisitCode code, ViewScan[] views) => code switch
    {
        VisitCode.Client => CopyFirst(Column.Client, views),
        VisitCode.Origin => CopyFirst(Column.Origin, views),
        VisitCode.EntryPage => FirstPageviews(Rows(Column.Page, views)),
        VisitCode.EntryHostname => FirstPageviews(Rows(Column.Hostname, views)),
        VisitCode.ExitPage => LastPageviews(Rows(Column.Page, views)),
        _ => LastPageviews(Rows(Column.Hostname, views)),
    };

    private int[] CopyFirst(Column column, ViewScan[] views)
    {
        var copy = new int[Visits.Length - 1];
        for (int v = 0; v < views.Length; v++)
        {
            Segment[] items = views[v].Segments.Items;
            int[] codes = views[v].Columns[(int)column];
            for (int link = Links.Starts[v]; link < Links.Starts[v + 1]; link++)
            {
                int place = Links.Places[link];
                if (place is >= 0 or SliceLinks.Nowhere) continue;
                RowOf(place, items[Links.SegmentOf(v, link)], views[v].Flags, out int row);
                copy[~place] = codes[row];
            }
        }

        return copy;
    }

    private int[] FirstPageviews(int[] rows)
    {
        var codes = new int[Visits.Length - 1];
        for (int visit = 0; visit < codes.Length; visit++)
        {
            int row = Visits[visit].StartRow, end = Visits[visit + 1].StartRow;
            while (row < end && (Flags[row] & RowFlags.Pageview) == RowFlags.None) row++;
            codes[visit] = row < end ? rows[row] : -1;
        }

        return codes;
    }

    private int[] LastPageviews(int[] rows)
    {
        var codes = new int[Visits.Length - 1];
        for (int visit = 0; visit < codes.Length; visit++)
        {
            int start = Visits[visit].StartRow, row = Visits[visit + 1].StartRow - 1;
            while (row >= start && (Flags[row] & RowFlags.Pageview) == RowFlags.None) row--;
            codes[visit] = row >= start ? rows[row] : -1;
        }

        return codes;
    }
}
