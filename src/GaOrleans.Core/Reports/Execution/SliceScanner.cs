using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Scans slices of the visitor id space: gathers each visitor's segments from all views, then has them counted. Belongs to one thread.
/// </summary>
internal sealed class SliceScanner : ISliceScanner
{
    private readonly SliceTable _table;
    private readonly SliceVisitors _slice;
    private readonly VisitStartTest? _starts;

    /// <summary>Makes a scanner.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="scan">Where.</param>
    /// <param name="table">The slices.</param>
    /// <param name="slice">Memory to work in.</param>
    public SliceScanner(CompiledPlan plan, ScanRange scan, SliceTable table, SliceVisitors slice)
    {
        _table = table;
        _slice = slice;
        if (plan.OriginConditions.Length > 0) _starts = new VisitStartTest(plan, scan.Views);
        Counter = new VisitorCounter(plan, scan);
    }

    /// <summary>What counts.</summary>
    public VisitorCounter Counter { get; }

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        ReadOnlySpan<int> starts = _table.StartsOf(slice), ends = _table.StartsOf(slice + 1);
        int segments = _table.SegmentsIn(slice);
        if (segments == 0) return;
        _slice.Reset(segments);
        if (_starts is null)
        {
            _table.GatherAll(slice, _slice);
        }
        else
        {
            Select(_starts, starts, ends);
            if (_slice.Count > 0) _table.GatherKnown(slice, _slice);
        }

        for (int visitor = 0; visitor < _slice.Count; visitor++) Counter.Count(_slice, visitor);
    }

    // A visit begins with the first event of some segment. A visitor none of whose segments begins as the conditions want has no visit that passes.
    private void Select(VisitStartTest test, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        for (int v = 0; v < starts.Length; v++)
        {
            if (starts[v] == ends[v]) continue;
            Segment[] items = _table.Items[v];
            test.Enter(v);
            for (int i = starts[v]; i < ends[v]; i++)
            {
                if (test.MayPass(i)) _slice.Intern(items[i].Visitor);
            }
        }
    }
}
