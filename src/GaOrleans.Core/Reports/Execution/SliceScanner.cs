using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Scans slices of the visitor id space: gathers each visitor's segments from all views, then has them counted. Belongs to one thread.
/// </summary>
internal sealed class SliceScanner
{
    private readonly CompiledPlan _plan;
    private readonly ViewScan[] _views;
    private readonly SliceVisitors _slice;
    private readonly Cursor _first = new(0);

    /// <summary>Makes a scanner.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="scan">Where.</param>
    /// <param name="slice">Memory to work in.</param>
    public SliceScanner(CompiledPlan plan, ScanRange scan, SliceVisitors slice)
    {
        _plan = plan;
        _views = scan.Views;
        _slice = slice;
        Counter = new VisitorCounter(plan, scan);
    }

    /// <summary>What counts.</summary>
    public VisitorCounter Counter { get; }

    /// <summary>Counts the visitors of a slice.</summary>
    /// <param name="slice">Which of the slices.</param>
    /// <param name="bits">There are two to the power of this.</param>
    public void Scan(int slice, int bits)
    {
        int segments = 0;
        foreach (ViewScan view in _views) segments += view.Segments.SliceStart(slice + 1, bits) - view.Segments.SliceStart(slice, bits);
        if (segments == 0) return;
        _slice.Reset(segments);
        bool select = _plan.OriginConditions.Length > 0;
        if (select) Select(slice, bits);
        Gather(slice, bits, onlySelected: select);
        for (int visitor = 0; visitor < _slice.Count; visitor++) Counter.Count(_slice, visitor);
    }

    // A visit begins with the first event of some segment. A visitor none of whose segments begins as the conditions want has no visit that passes.
    private void Select(int slice, int bits)
    {
        foreach (ViewScan view in _views)
        {
            int end = view.Segments.SliceStart(slice + 1, bits);
            Segment[] items = view.Segments.Items;
            for (int i = view.Segments.SliceStart(slice, bits); i < end; i++)
            {
                if (items[i].Events > 0 && MayPass(view, items[i])) _slice.Intern(items[i].Visitor);
            }
        }
    }

    private bool MayPass(ViewScan view, in Segment segment)
    {
        int row = segment.StartRow;
        while ((view.Flags[row] & RowFlags.Engagement) != RowFlags.None) row++;
        if (_plan.Columns.Has(Column.Client)) _first.VisitCodes[(int)VisitCode.Client] = view.Columns[(int)Column.Client][row];
        if (_plan.Columns.Has(Column.Origin)) _first.VisitCodes[(int)VisitCode.Origin] = view.Columns[(int)Column.Origin][row];
        foreach (Condition condition in _plan.OriginConditions)
        {
            if (!condition.Holds(_first)) return false;
        }

        return true;
    }

    private void Gather(int slice, int bits, bool onlySelected)
    {
        for (int v = 0; v < _views.Length; v++)
        {
            VisitSegments segments = _views[v].Segments;
            Segment[] items = segments.Items;
            int end = segments.SliceStart(slice + 1, bits);
            for (int i = segments.SliceStart(slice, bits); i < end; i++)
            {
                int visitor = onlySelected ? _slice.Find(items[i].Visitor) : _slice.Intern(items[i].Visitor);
                if (visitor >= 0) _slice.Link(visitor, items[i], v, items[i + 1].StartRow);
            }
        }
    }
}
