using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// The short way for visits with certain events, and these events, by what is known of visits as wholes and by days: what a dashboard that is filtered to a page,
/// an event or a goal shows on top. Belongs to one thread.
/// </summary>
internal sealed class SelectedLoop : IVisitLoop
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly TimeRange _range;
    private readonly SlotFinder? _slots;
    private readonly bool _countsEvents, _countsVisits;

    // Mostly it is one value of one column that is looked for.
    private readonly EventCondition? _only;
    private readonly int[][] _codes;
    private int[] _tested = [], _entries = [];

    /// <summary>Makes the loop of a plan that <see cref="Suits"/>.</summary>
    public SelectedLoop(CompiledPlan plan, SliceReader reader, VisitorCounter counter)
    {
        (_plan, _reader, _counter, _range) = (plan, reader, counter, plan.Plan.Range);
        if (plan.Plan.Slots is { } slots) _slots = new SlotFinder(slots);
        _countsEvents = (plan.Asked & Counters.Events) != Counters.None;
        _countsVisits = (plan.Asked & Counters.Visits) != Counters.None;
        _only = plan.EventConditions is [EventCondition only] ? only : null;
        _codes = new int[plan.VisitLevels.Length][];
    }

    /// <summary>Whether a plan can be counted so once the visits that fulfil its condition are known.</summary>
    public static bool Suits(CompiledPlan plan) =>
        plan.EventConditions.Length > 0 && plan.EventLevels.Length == 0 && plan.Done.Length == 0 && !plan.IsByActivity
        && (plan.Asked & ~(Counters.Visitors | Counters.Visits | Counters.Events)) == Counters.None;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int[]? selected, ReadOnlySpan<bool> left)
    {
        Enter();
        TableSlice slice = _reader.Slice;
        TableVisit[] visits = slice.Visits;
        int[] visitors = slice.VisitorOf;
        GroupTree tree = _counter.Tree;
        long end = _range.ToMs - 1;
        int firstMark = _counter.VisitorMark + 1;
        foreach (int visit in selected!)
        {
            int visitor = visitors[visit];
            if (left.Length > 0 && left[visitor]) continue;
            ref readonly TableVisit at = ref visits[visit];
            if (_only is null) _reader.ReadCodes(visit, _counter.Cursor);
            int node = NodeOf(visit, tree), group = _slots is null ? node : tree.Child(node, _slots.Find(Math.Min(at.LastMs, end)));
            if (_countsVisits) at.AddTo(ref tree.Totals[group], HasEntered(visit));
            if (_countsEvents) AddEvents(visit, node, group, tree);
            ref int mark = ref tree.VisitorMarks[group];
            if (mark == firstMark + visitor) continue;
            mark = firstMark + visitor;
            tree.Totals[group].Visitors++;
        }

        _counter.VisitorMark = firstMark + slice.Visitors.Length;
    }

    /// <inheritdoc/>
    public void Finish()
    {
        // It counts into the tree itself.
    }

    private void Enter()
    {
        for (int level = 0; level < _codes.Length; level++) _codes[level] = _reader.CodesOf(_plan.VisitLevels[level].Code)!;
        _counter.Cursor.View = _reader.View;
        if (_only is not null) _tested = _reader.View.Columns[(int)_only.Column];
        if (_plan.HasPageFilter) _entries = _reader.CodesOf(VisitCode.EntryPage)!;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NodeOf(int visit, GroupTree tree)
    {
        int node = GroupTree.Root;
        for (int level = 0; level < _codes.Length; level++) node = tree.Child(node, _plan.VisitLevels[level].Values.IdOf(_codes[level][visit]));
        return node;
    }

    // As VisitorCounter has it: the filter could hold for the entry page.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasEntered(int visit)
    {
        if (!_plan.HasPageFilter) return true;
        if (_entries[visit] < 0) return false;
        if (_only is not null) return _only.Test.Holds(_entries[visit]);
        foreach (Condition condition in _plan.EventConditions)
        {
            if (condition.HoldsForEntry(_counter.Cursor) == Truth.No) return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddEvents(int visit, int node, int group, GroupTree tree)
    {
        TableSlice slice = _reader.Slice;
        ref readonly TableVisit at = ref slice.Visits[visit];
        bool isOneGroup = at.FirstMs >= _range.FromMs && at.LastMs < _range.ToMs && _slots?.IsOne(at.FirstMs, at.LastMs) != false;
        int events = 0, pageviews = 0;
        for (int row = at.StartRow, end = slice.Visits[visit + 1].StartRow; row < end; row++)
        {
            RowFlags flags = slice.Flags[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || !Passes(row)) continue;
            if (isOneGroup)
            {
                events++;
                pageviews += (int)(flags & RowFlags.Pageview);
                continue;
            }

            long ms = at.BaseMs + slice.TimesMs[row];
            if (ms < _range.FromMs || ms >= _range.ToMs) continue;
            ref GroupTotals totals = ref tree.Totals[_slots is null ? node : tree.Child(node, _slots.Find(ms))];
            totals.Events++;
            totals.Pageviews += (int)(flags & RowFlags.Pageview);
        }

        tree.Totals[group].Events += events;
        tree.Totals[group].Pageviews += pageviews;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Passes(int row)
    {
        if (_only is not null) return _only.Test.Holds(_tested[row]);
        _counter.Cursor.Row = row;
        return Condition.AllHold(_plan.EventConditions, _counter.Cursor);
    }
}
