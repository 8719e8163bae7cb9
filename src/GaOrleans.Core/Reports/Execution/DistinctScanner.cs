using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Counts distinct visitors by slot for <see cref="UnfilteredTotals"/>. First each visitor with an event in a slot is counted there. Then those visitors are
/// counted anew, in full, for whom that may be wrong: who are in a view that is not whole in one slot, who have engagement events alone,
/// or whose visit may go on into the next slot where visits count by their last activity.
/// </summary>
internal sealed class DistinctScanner : ISliceScanner
{
    private readonly CompiledPlan _plan;
    private readonly ScanRange _scan;
    private readonly SliceTable _table;
    private readonly SliceVisitors _slice;
    private readonly VisitorSet _visitors = new();
    private readonly VisitorCounter _counter;
    private readonly DistinctSlots _slots;

    /// <summary>Makes a scanner.</summary>
    /// <param name="plan">What to count: visitors only.</param>
    /// <param name="scan">Where.</param>
    /// <param name="slots">The views by slot.</param>
    /// <param name="table">The slices.</param>
    /// <param name="slice">Memory to work in.</param>
    public DistinctScanner(CompiledPlan plan, ScanRange scan, DistinctSlots slots, SliceTable table, SliceVisitors slice)
    {
        _plan = plan;
        _scan = scan;
        _slots = slots;
        _table = table;
        _slice = slice;
        _counter = new VisitorCounter(plan, scan);
    }

    /// <summary>What has been counted.</summary>
    public GroupTree Tree => _counter.Tree;

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        foreach (DistinctSlots.SlotViews slot in _slots.Slots)
        {
            // A view alone in its slot has been counted as a whole.
            int visitors = slot.Views.Length == 1 ? 0 : CountSlot(slot.Views, slice);
            if (visitors > 0) Add(slot.Slot, visitors);
        }

        if (_slots.DoubtfulViews.Length > 0) CountDoubtful(slice);
    }

    private void Add(int slot, int visitors)
    {
        int group = _plan.Plan.Slots is null ? GroupTree.Root : Tree.Child(GroupTree.Root, slot);
        Tree.Totals[group].Visitors += visitors;
    }

    private int CountSlot(int[] views, int slice)
    {
        ReadOnlySpan<int> starts = _table.RunsOf(slice), ends = _table.RunsOf(slice + 1);
        int runs = 0;
        foreach (int v in views) runs += ends[v] - starts[v];
        _visitors.Clear(runs);
        foreach (int v in views)
        {
            VisitSegments segments = _scan.Views[v].Segments;
            if (segments.HasEventless) AddWithEvents(segments.Items.AsSpan(_table.StartsOf(slice)[v].._table.StartsOf(slice + 1)[v]));
            else _visitors.Add(segments.RunVisitors.AsSpan(starts[v]..ends[v]));
        }

        return _visitors.Count;
    }

    private void AddWithEvents(ReadOnlySpan<Segment> segments)
    {
        foreach (ref readonly Segment segment in segments)
        {
            if (segment.Events > 0) _visitors.Add(segment.Visitor);
        }
    }

    // The table is as large as the few visitors need: most segments are looked up in vain.
    private void CountDoubtful(int slice)
    {
        ReadOnlySpan<int> starts = _table.StartsOf(slice), ends = _table.StartsOf(slice + 1);
        int doubtful = 0;
        foreach (int v in _slots.DoubtfulViews) doubtful += ends[v] - starts[v];
        _slice.Reset(doubtful, _table.SegmentsIn(slice));
        foreach (int v in _slots.DoubtfulViews)
        {
            int fromMs = _slots.DoubtfulFromMs[v];
            foreach (ref readonly Segment segment in _table.Items[v].AsSpan(starts[v], ends[v] - starts[v]))
            {
                if (segment.Events == 0 || segment.LastMs >= fromMs) _slice.Intern(segment.Visitor);
            }
        }

        if (_slice.Count == 0) return;
        _table.GatherKnown(slice, _slice);
        for (int visitor = 0; visitor < _slice.Count; visitor++)
        {
            Uncount(visitor);
            _counter.Count(_slice, visitor);
        }
    }

    private void Uncount(int visitor)
    {
        int last = -1;
        for (int i = _slice.FirstOf(visitor); i >= 0; i = _slice[i].Next)
        {
            ref readonly LinkedSegment segment = ref _slice[i];
            int slot = _scan.Bounds[segment.View].Slot;
            if (segment.Segment.Events == 0 || !_slots.IsPlain(segment.View) || slot == last) continue;
            Add(slot, -1);
            last = slot;
        }
    }
}
