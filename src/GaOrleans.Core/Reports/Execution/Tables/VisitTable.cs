using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// The visits of all visitors of some views, or of some visitors, laid out for reports that come one after another (<see cref="TableSlice"/>).
/// A cache of what the views say: as long as they are the same it is true. Safe for concurrent use.
/// </summary>
internal sealed class VisitTable
{
    // A merchant tries some filters after each other, and goes back.
    private const int KeptSelections = 16;

    private readonly IReadOnlyList<BucketView> _views;
    private readonly VisitSegments[] _segments;
    private readonly Lock _lock = new();
    private readonly List<Selection> _selections = [];

    private VisitTable(IReadOnlyList<BucketView> views, ViewScan[] scans, TableSlice[] slices)
    {
        _views = views;
        _segments = [.. scans.Select(scan => scan.Segments)];
        Slices = slices;
    }

    /// <summary>The slices that have visitors.</summary>
    public TableSlice[] Slices { get; }

    /// <summary>The symbols of its codes; null without views.</summary>
    public SiteSymbols? Symbols => _views.Count > 0 ? _views[0].Symbols : null;

    /// <summary>What it was made of, view by view.</summary>
    public ReadOnlySpan<VisitSegments> Segments => _segments;

    /// <summary>Memory that it takes, in bytes; grows as columns are asked for.</summary>
    public long SizeBytes
    {
        get
        {
            long size = 0;
            foreach (TableSlice slice in Slices) size += slice.SizeBytes;
            lock (_lock)
            {
                foreach (Selection selection in _selections) size += selection.SizeBytes;
            }

            return size;
        }
    }

    /// <summary>Whether it was made of exactly these views.</summary>
    public bool IsOf(IReadOnlyList<BucketView> views)
    {
        if (views.Count != _views.Count) return false;
        for (int i = 0; i < views.Count; i++)
        {
            if (!ReferenceEquals(views[i], _views[i])) return false;
        }

        return true;
    }

    /// <summary>Makes a table.</summary>
    /// <param name="views">The views, ordered by hour, then shard, all of the same symbols.</param>
    /// <param name="wanted">The visitors wanted, ascending; null for all.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The table, or null when there is a visit that is too long for one.</returns>
    public static VisitTable? Make(IReadOnlyList<BucketView> views, ulong[]? wanted, int parallelism, CancellationToken stop)
    {
        ViewPreparation.Prepare(views, default, parallelism);
        ViewScan[] scans = ShardMerger.Read(views, default);
        var scan = new ScanRange(scans, [], default, SketchVisitors: false, stop);
        IReadOnlyList<TableSliceBuilder> builders = SliceRunner.Run(scan, parallelism, (table, memory) => new TableSliceBuilder(scans, table, memory, wanted));
        var slices = new List<TableSlice>();
        foreach (TableSliceBuilder builder in builders)
        {
            if (builder.HasEndlessVisits) return null;
            slices.AddRange(builder.Made);
        }

        return new VisitTable(views, scans, [.. slices]);
    }

    /// <summary>The visits that fulfil a plan's condition; null when it has none. Those asked for lately are kept.</summary>
    public Selection? SelectionOf(ReportPlan plan)
    {
        if (plan.Filter is null) return null;
        string key = FilterKey.Of(plan);
        lock (_lock)
        {
            int at = _selections.FindIndex(selection => string.Equals(selection.Key, key, StringComparison.Ordinal));
            Selection found = at >= 0 ? _selections[at] : new Selection(key, Slices.Length);
            if (at >= 0) _selections.RemoveAt(at);
            else if (_selections.Count == KeptSelections) _selections.RemoveAt(0);
            _selections.Add(found);
            return found;
        }
    }

    /// <summary>The views with the columns of a plan, to copy from.</summary>
    public ViewScan[] Read(ColumnSet columns, int parallelism)
    {
        ViewPreparation.Prepare(_views, columns, parallelism);
        return ShardMerger.Read(_views, columns);
    }
}
