using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// Tables of visits that were used lately, bounded in bytes; those not used for longest leave first. What they hold follows from views alone,
/// so any may go at any time. Safe for concurrent use.
/// </summary>
/// <param name="mostBytes">Memory that the tables may take together.</param>
/// <param name="fewestRows">Rows of views below which no table is worth making.</param>
/// <param name="changedPart">A table is made anew when more than this part of the segments has changed since: 16 is a sixteenth; 0 is never.</param>
public sealed class VisitTables(long mostBytes, int fewestRows = 50_000, int changedPart = 16)
{
    // Measured: 25 with the columns of a dashboard; some more with those of entry and exit pages.
    private const int EstimatedBytesPerRow = 32;

    private readonly Lock _lock = new();
    private readonly Lock[] _making = [.. Enumerable.Range(0, 16).Select(_ => new Lock())];
    private readonly List<VisitTable> _byUse = [];

    /// <summary>Memory that all tables take now, in bytes.</summary>
    public long SizeBytes
    {
        get
        {
            lock (_lock) return Total();
        }
    }

    /// <summary>Whether views are worth a table and leave room for one.</summary>
    internal bool Suit(IReadOnlyList<BucketView> views)
    {
        long rows = 0;
        for (int i = 0; i < views.Count; i++) rows += views[i].RowCount;
        return rows > 0 && rows >= fewestRows && rows * EstimatedBytesPerRow <= mostBytes;
    }

    /// <summary>The table that differs least from views, made when there is none that is near.</summary>
    /// <param name="views">The views.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The table and how it differs, or null when none can be made.</returns>
    internal TableDifference? Find(IReadOnlyList<BucketView> views, int parallelism, CancellationToken stop)
    {
        SiteSymbols symbols = views[0].Symbols;
        ViewScan[] scans = ShardMerger.Read(views, default);

        // Whoever wants the same meanwhile waits for it.
        lock (_making[(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(symbols) & int.MaxValue) % _making.Length])
        {
            if (Nearest(symbols, scans) is { } known) return known;
            if (VisitTable.Make(views, wanted: null, parallelism, stop) is not { } made) return null;
            lock (_lock) _byUse.Add(made);
            return new TableDifference(made, scans);
        }
    }

    /// <summary>The table of exactly these views, if there is one.</summary>
    internal VisitTable? FindSame(IReadOnlyList<BucketView> views)
    {
        lock (_lock)
        {
            foreach (VisitTable table in _byUse)
            {
                if (table.IsOf(views)) return table;
            }
        }

        return null;
    }

    /// <summary>Drops what takes too much, now that columns may have been added.</summary>
    internal void Trim()
    {
        lock (_lock)
        {
            while (_byUse.Count > 0 && Total() > mostBytes) _byUse.RemoveAt(0);
        }
    }

    private TableDifference? Nearest(SiteSymbols symbols, ViewScan[] scans)
    {
        long all = scans.Sum(scan => (long)scan.Segments.Count);
        lock (_lock)
        {
            TableDifference? nearest = null;
            foreach (VisitTable table in _byUse)
            {
                if (!ReferenceEquals(table.Symbols, symbols)) continue;
                var difference = new TableDifference(table, scans);
                if (difference.Changed * changedPart <= all && (nearest is null || difference.Changed < nearest.Changed)) nearest = difference;
            }

            if (nearest is null) return null;
            _byUse.Remove(nearest.Table);
            _byUse.Add(nearest.Table);
            return nearest;
        }
    }

    private long Total()
    {
        long total = 0;
        foreach (VisitTable table in _byUse) total += table.SizeBytes;
        return total;
    }
}
