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
    private readonly VisitorCounter _counter;
    private readonly SlotViews[] _slots;
    private readonly int[] _doubtfulFromMs;
    private readonly int[] _doubtfulViews;

    /// <summary>Makes a scanner.</summary>
    /// <param name="plan">What to count: visitors only.</param>
    /// <param name="scan">Where.</param>
    /// <param name="table">The slices.</param>
    /// <param name="slice">Memory to work in.</param>
    public DistinctScanner(CompiledPlan plan, ScanRange scan, SliceTable table, SliceVisitors slice)
    {
        _plan = plan;
        _scan = scan;
        _table = table;
        _slice = slice;
        _counter = new VisitorCounter(plan, scan);
        _slots = [.. Enumerable.Range(0, scan.Views.Length).Where(IsPlain).GroupBy(v => scan.Bounds[v].Slot).Select(slot => new SlotViews(slot.Key, [.. slot]))];
        _doubtfulFromMs = [.. Enumerable.Range(0, scan.Views.Length).Select(DoubtfulFrom)];
        _doubtfulViews = [.. Enumerable.Range(0, scan.Views.Length).Where(v => scan.Views[v].Segments.HasEventless || scan.Views[v].Segments.MaxMs >= _doubtfulFromMs[v])];
    }

    /// <summary>What has been counted.</summary>
    public GroupTree Tree => _counter.Tree;

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        ReadOnlySpan<int> starts = _table.StartsOf(slice), ends = _table.StartsOf(slice + 1);
        foreach (SlotViews slot in _slots)
        {
            int visitors = slot.Views.Length == 1 ? CountView(slot.Views[0], starts, ends) : CountSlot(slot.Views, starts, ends);
            if (visitors > 0) Add(slot.Slot, visitors);
        }

        if (_doubtfulViews.Length > 0) CountDoubtful(slice);
    }

    private bool IsPlain(int view) => _scan.Bounds[view].IsWhole && _scan.Bounds[view].Slot >= 0;

    private void Add(int slot, int visitors)
    {
        int group = _plan.Plan.Slots is null ? GroupTree.Root : Tree.Child(GroupTree.Root, slot);
        Tree.Totals[group].Visitors += visitors;
    }

    // From when on the last hit of a segment leaves open where its visit counts.
    private int DoubtfulFrom(int view)
    {
        if (!IsPlain(view)) return int.MinValue;
        TimeSlots? slots = _plan.Plan.Slots;
        int next = _scan.Bounds[view].Slot + 1;
        if (slots is null || _plan.IsByActivity || next == slots.StartsMs.Length) return int.MaxValue;
        return (int)Math.Clamp(slots.StartsMs[next] - VisitRules.IdleTimeoutMs - _scan.Views[view].BaseMs, int.MinValue, int.MaxValue);
    }

    // Segments are sorted by visitor, so one view needs no table.
    private int CountView(int view, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        int visitors = 0;
        ulong last = 0;
        foreach (ref readonly Segment segment in _table.Items[view].AsSpan(starts[view], ends[view] - starts[view]))
        {
            if (segment.Events == 0 || (visitors > 0 && segment.Visitor == last)) continue;
            last = segment.Visitor;
            visitors++;
        }

        return visitors;
    }

    private int CountSlot(int[] views, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        int segments = 0;
        foreach (int v in views) segments += ends[v] - starts[v];
        _slice.Reset(segments);
        foreach (int v in views)
        {
            foreach (ref readonly Segment segment in _table.Items[v].AsSpan(starts[v], ends[v] - starts[v]))
            {
                if (segment.Events > 0) _slice.Intern(segment.Visitor);
            }
        }

        return _slice.Count;
    }

    private void CountDoubtful(int slice)
    {
        ReadOnlySpan<int> starts = _table.StartsOf(slice), ends = _table.StartsOf(slice + 1);
        _slice.Reset(_table.SegmentsIn(slice));
        foreach (int v in _doubtfulViews)
        {
            foreach (ref readonly Segment segment in _table.Items[v].AsSpan(starts[v], ends[v] - starts[v]))
            {
                if (segment.Events == 0 || segment.LastMs >= _doubtfulFromMs[v]) _slice.Intern(segment.Visitor);
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
            if (segment.Segment.Events == 0 || !IsPlain(segment.View) || slot == last) continue;
            Add(slot, -1);
            last = slot;
        }
    }

    private readonly record struct SlotViews(int Slot, int[] Views);
}
