using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Counts distinct visitors by slot for <see cref="UnfilteredTotals"/>. First each visitor with an event in a slot is counted there. Then the few for whom
/// that may be wrong (<see cref="DoubtfulVisitors"/>) are counted anew, in full. Belongs to one thread.
/// </summary>
internal sealed class DistinctScanner : ISliceScanner
{
    private readonly CompiledPlan _plan;
    private readonly ScanRange _scan;
    private readonly SliceTable _table;
    private readonly SliceNumbers _numbers;
    private readonly SliceVisitors _slice;
    private readonly VisitorCounter _counter;
    private readonly DoubtfulVisitors _doubtful;
    private readonly DistinctSlots _slots;

    // By number of visitor, the slot in which it was counted last: each has a mark of its own, from slice to slice.
    private int[] _marks = [];
    private int _mark;

    /// <summary>Makes a scanner.</summary>
    /// <param name="plan">What to count: visitors only.</param>
    /// <param name="scan">Where.</param>
    /// <param name="slots">The views by slot.</param>
    /// <param name="table">The slices.</param>
    /// <param name="numbers">The visitors of the slices.</param>
    /// <param name="slice">Memory to work in.</param>
    public DistinctScanner(CompiledPlan plan, ScanRange scan, DistinctSlots slots, SliceTable table, SliceNumbers numbers, SliceVisitors slice)
    {
        (_plan, _scan, _slots, _table, _numbers, _slice) = (plan, scan, slots, table, numbers, slice);
        _counter = new VisitorCounter(plan, scan);
        _doubtful = new DoubtfulVisitors(scan, slots, table, numbers);
    }

    /// <summary>What has been counted.</summary>
    public GroupTree Tree => _counter.Tree;

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        _numbers.Enter(slice);
        if (_marks.Length < _numbers.Count) Array.Resize(ref _marks, _numbers.Count);
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
        _mark++;
        int count = 0;
        foreach (int v in views) count += _scan.Views[v].Segments.HasEventless ? CountWithEvents(v, slice) : CountAll(_numbers.Of(v));
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountAll(ReadOnlySpan<int> visitors)
    {
        ref int marks = ref MemoryMarshal.GetArrayDataReference(_marks);
        int mark = _mark, count = 0;
        foreach (int visitor in visitors)
        {
            // Without a branch, which would be guessed wrongly often.
            ref int known = ref Unsafe.Add(ref marks, visitor);
            count += known == mark ? 0 : 1;
            known = mark;
        }

        return count;
    }

    private int CountWithEvents(int view, int slice)
    {
        VisitSegments segments = _scan.Views[view].Segments;
        ReadOnlySpan<int> visitors = _numbers.Of(view);
        int run = _table.RunsOf(slice)[view], count = 0;
        for (int i = 0; i < visitors.Length; i++)
        {
            if (_marks[visitors[i]] == _mark || !HasEvent(segments, run + i)) continue;
            _marks[visitors[i]] = _mark;
            count++;
        }

        return count;
    }

    private static bool HasEvent(VisitSegments segments, int run)
    {
        for (int i = segments.SegmentOf(run); i < segments.Count && segments.Items[i].Visitor == segments.RunVisitors[run]; i++)
        {
            if (segments.Items[i].Events > 0) return true;
        }

        return false;
    }

    private void CountDoubtful(int slice)
    {
        if (!_doubtful.Find(slice, _slice)) return;
        for (int visitor = 0; visitor < _slice.Count; visitor++)
        {
            Uncount(visitor);
            _counter.Count(_slice, visitor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
