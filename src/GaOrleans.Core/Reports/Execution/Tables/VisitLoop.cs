using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// The short way for visits by what is known of visits as wholes: totals, days, sources, countries, devices. A visit that is only partly in the range or a slot
/// and whose events are asked for goes the long way. Belongs to one thread.
/// </summary>
internal sealed class VisitLoop : IVisitLoop
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly TimeRange _range;
    private readonly TimeSlots? _slots;
    private readonly bool _countsEvents, _countsVisits;
    private readonly int[][] _codes;
    private readonly double _slotsPerMs;

    // Of a plan with one level, the node of each code plus one; of one without, that of each slot.
    private int[] _nodes = new int[256];

    /// <summary>Makes the loop of a plan that <see cref="Suits"/>.</summary>
    public VisitLoop(CompiledPlan plan, SliceReader reader, VisitorCounter counter)
    {
        (_plan, _reader, _counter) = (plan, reader, counter);
        (_range, _slots) = (plan.Plan.Range, plan.Plan.Slots);
        _countsEvents = (plan.Asked & Counters.Events) != Counters.None;
        _countsVisits = (plan.Asked & Counters.Visits) != Counters.None;
        _codes = new int[plan.VisitLevels.Length][];
        if (_slots is not null) _slotsPerMs = (double)_slots.StartsMs.Length / (_slots.EndMs - _slots.StartsMs[0]);
    }

    /// <summary>Whether a plan can be counted so once the visits that fulfil its condition are known.</summary>
    public static bool Suits(CompiledPlan plan) =>
        plan.EventLevels.Length == 0 && !plan.IsByActivity
        && (plan.Asked & ~(Counters.Visitors | Counters.Visits | Counters.Events)) == Counters.None
        && (plan.EventConditions.Length == 0 || ((plan.Asked & Counters.Events) == Counters.None && !((plan.Asked & Counters.Visits) != Counters.None && plan.HasPageFilter)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int[]? selected, ReadOnlySpan<bool> left)
    {
        for (int level = 0; level < _codes.Length; level++) _codes[level] = _reader.CodesOf(_plan.VisitLevels[level].Code)!;
        TableSlice slice = _reader.Slice;
        TableVisit[] visits = slice.Visits;
        int[] visitors = slice.VisitorOf;
        (long from, long to) = _range;
        bool countsEvents = _countsEvents, countsVisits = _countsVisits;
        GroupTree tree = _counter.Tree;
        int firstMark = _counter.VisitorMark + 1, count = selected?.Length ?? visits.Length - 1;
        for (int i = 0; i < count; i++)
        {
            int visit = selected is null ? i : selected[i], visitor = visitors[visit];
            ref readonly TableVisit at = ref visits[visit];
            long firstMs = at.FirstMs, lastMs = firstMs + at.DurationMs;
            if (firstMs >= to || lastMs < from || (left.Length > 0 && left[visitor])) continue;
            if (countsEvents && (firstMs < from || lastMs >= to || !IsInOneSlot(firstMs, lastMs)))
            {
                CountLong(visit, firstMark + visitor);
                continue;
            }

            int node = NodeOf(tree, visit, lastMs);
            ref GroupTotals totals = ref tree.Totals[node];
            if (countsVisits) AddVisit(ref totals, at);
            if (countsEvents)
            {
                totals.Events += at.Events;
                totals.Pageviews += at.Pageviews;
            }

            ref int mark = ref tree.VisitorMarks[node];
            if (mark == firstMark + visitor) continue;
            mark = firstMark + visitor;
            totals.Visitors++;
        }

        _counter.VisitorMark = firstMark + slice.Visitors.Length;
    }

    /// <inheritdoc/>
    public void Finish()
    {
        // It counts into the tree itself.
    }

    private void CountLong(int visit, int mark)
    {
        _counter.VisitorMark = mark;
        _counter.CountVisit(_reader.Move(visit, _counter.Cursor), _reader.Parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddVisit(ref GroupTotals totals, in TableVisit at)
    {
        totals.Visits++;
        totals.VisitPageviews += at.Pageviews;
        totals.EntryVisits++;
        if (at.Pageviews == 1 && !at.Interactive) totals.Bounces++;
        else totals.DurationSeconds += at.DurationMs / 1000;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NodeOf(GroupTree tree, int visit, long lastMs)
    {
        if (_codes.Length == 0 && _slots is null) return GroupTree.Root;
        if (_codes.Length == 0) return KnownNode(SlotOf(Math.Min(lastMs, _range.ToMs - 1)), tree);
        if (_codes.Length == 1 && _slots is null) return KnownNode(_codes[0][visit] + 1, tree);
        int node = GroupTree.Root;
        for (int level = 0; level < _codes.Length; level++) node = tree.Child(node, _plan.VisitLevels[level].Values.IdOf(_codes[level][visit]));
        return _slots is null ? node : tree.Child(node, SlotOf(Math.Min(lastMs, _range.ToMs - 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int KnownNode(int value, GroupTree tree)
    {
        int known = value < _nodes.Length ? _nodes[value] : 0;
        return known != 0 ? known - 1 : Learn(value, tree);
    }

    private int Learn(int value, GroupTree tree)
    {
        if (value >= _nodes.Length) Array.Resize(ref _nodes, (value + 1) * 2);
        int node = tree.Child(GroupTree.Root, _codes.Length == 0 ? value : _plan.VisitLevels[0].Values.IdOf(value - 1));
        _nodes[value] = node + 1;
        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInOneSlot(long firstMs, long lastMs)
    {
        if (_slots is null) return true;
        int slot = SlotOf(firstMs);
        return slot + 1 == _slots.StartsMs.Length || lastMs < _slots.StartsMs[slot + 1];
    }

    // Slots are of about one length, so a guess is at most a few off.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(long ms)
    {
        long[] starts = _slots!.StartsMs;
        int slot = Math.Clamp((int)((ms - starts[0]) * _slotsPerMs), 0, starts.Length - 1);
        while (ms < starts[slot]) slot--;
        while (slot + 1 < starts.Length && ms >= starts[slot + 1]) slot++;
        return slot;
    }
}
