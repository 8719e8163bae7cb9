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
    private readonly SlotFinder? _slots;
    private readonly bool _countsEvents, _countsVisits;
    private readonly int[][] _codes;

    // Of a plan with one level, the node of each code plus one; of one without, that of each slot.
    private int[] _nodes = new int[256];

    /// <summary>Makes the loop of a plan that <see cref="Suits"/>.</summary>
    public VisitLoop(CompiledPlan plan, SliceReader reader, VisitorCounter counter)
    {
        (_plan, _reader, _counter) = (plan, reader, counter);
        _range = plan.Plan.Range;
        if (plan.Plan.Slots is { } slots) _slots = new SlotFinder(slots);
        _countsEvents = (plan.Asked & Counters.Events) != Counters.None;
        _countsVisits = (plan.Asked & Counters.Visits) != Counters.None;
        _codes = new int[plan.VisitLevels.Length][];
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
            if (countsEvents && (firstMs < from || lastMs >= to || _slots?.IsOne(firstMs, lastMs) == false))
            {
                CountLong(visit, firstMark + visitor);
                continue;
            }

            int node = NodeOf(tree, visit, lastMs);
            ref GroupTotals totals = ref tree.Totals[node];
            if (countsVisits) at.AddTo(ref totals, entered: true);
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
    private int NodeOf(GroupTree tree, int visit, long lastMs)
    {
        if (_codes.Length == 0 && _slots is null) return GroupTree.Root;
        if (_codes.Length == 0) return KnownNode(_slots!.Find(Math.Min(lastMs, _range.ToMs - 1)), tree);
        if (_codes.Length == 1 && _slots is null) return KnownNode(_codes[0][visit] + 1, tree);
        int node = GroupTree.Root;
        for (int level = 0; level < _codes.Length; level++) node = tree.Child(node, _plan.VisitLevels[level].Values.IdOf(_codes[level][visit]));
        return _slots is null ? node : tree.Child(node, _slots.Find(Math.Min(lastMs, _range.ToMs - 1)));
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
}
