using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>How the views of a report differ from those that a table was made of: hours that are still going on, late hits, days that came and went.</summary>
internal sealed class TableDifference
{
    private readonly List<VisitSegments> _changed = [];

    /// <summary>Compares.</summary>
    /// <param name="table">The table.</param>
    /// <param name="scans">The views of the report.</param>
    public TableDifference(VisitTable table, ViewScan[] scans)
    {
        Table = table;
        var known = new HashSet<VisitSegments>(table.Segments.Length, ReferenceEqualityComparer.Instance);
        foreach (VisitSegments segments in table.Segments) known.Add(segments);
        foreach (ViewScan scan in scans)
        {
            if (!known.Remove(scan.Segments)) _changed.Add(scan.Segments);
        }

        _changed.AddRange(known);
        foreach (VisitSegments segments in _changed) Changed += segments.Count;
    }

    /// <summary>The table.</summary>
    public VisitTable Table { get; }

    /// <summary>Segments of views that are on one side only.</summary>
    public long Changed { get; }

    /// <summary>The visitors whose visits may not be as the table says, ascending.</summary>
    public ulong[] Visitors()
    {
        var visitors = new HashSet<ulong>();
        foreach (VisitSegments segments in _changed)
        {
            foreach (ulong visitor in segments.RunVisitors) visitors.Add(visitor);
        }

        ulong[] sorted = [.. visitors];
        Array.Sort(sorted);
        return sorted;
    }
}
