using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// Counts what few rows carry: revenue, scroll depth and engaged time. It goes from one such row to the next, so that visits without any cost nothing,
/// and leaves all other counters to others. Belongs to one thread.
/// </summary>
internal sealed class SparseLoop
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitSelector _selector;
    private readonly Cursor _cursor;
    private readonly GroupTree _tree;
    private readonly NodeExpander _expander;
    private readonly TimeRange _range;
    private readonly PairSums _scroll = new(), _engagement = new();
    private int _revenueAt, _scrollAt, _engagementAt;
    private int _selectedAt, _visit, _visitor, _visitNode;

    /// <summary>Makes the loop of a plan that asks for such counters.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="reader">Reads slices.</param>
    /// <param name="selector">Finds what visitors have done.</param>
    /// <param name="cursor">What conditions are tried on.</param>
    /// <param name="tree">The groups.</param>
    public SparseLoop(CompiledPlan plan, SliceReader reader, VisitSelector selector, Cursor cursor, GroupTree tree)
    {
        (_plan, _reader, _selector, _cursor, _tree) = (plan, reader, selector, cursor, tree);
        _range = plan.Plan.Range;
        _expander = new NodeExpander(plan.EventLevels, tree);
    }

    /// <summary>Counts the rows of the slice that the reader is at.</summary>
    /// <param name="selected">The visits with a row that fulfils the plan's condition (<see cref="SelectedVisits.WithRow"/>); null for all.</param>
    /// <param name="left">Visitors to leave out; empty for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int[]? selected, ReadOnlySpan<bool> left)
    {
        TableVisit[] visits = _reader.Slice.Visits;
        ViewScan view = _cursor.View = _reader.View;
        (_revenueAt, _scrollAt, _engagementAt, _selectedAt, _visit, _visitor) = (0, 0, 0, 0, -1, -1);
        bool counts = false;
        for (int row = NextRow(view); row < int.MaxValue; row = NextRow(view))
        {
            if (row >= visits[_visit + 1].StartRow)
            {
                End(isVisitor: false);
                _visit = VisitOf(row, visits);
                counts = Begin(selected, left);
            }

            if (counts && Passes(row, visits[_visit], out long ms)) Add(row, ms, view);
            Pass(row, view);
        }

        End(isVisitor: true);
    }

    private int NextRow(ViewScan view)
    {
        int row = int.MaxValue;
        if (_revenueAt < view.Revenue.Length) row = view.Revenue[_revenueAt].Row;
        if (_scrollAt < view.ScrollDepth.Length) row = Math.Min(row, view.ScrollDepth[_scrollAt].Row);
        if (_engagementAt < view.EngagementMs.Length) row = Math.Min(row, view.EngagementMs[_engagementAt].Row);
        return row;
    }

    private void Pass(int row, ViewScan view)
    {
        if (_revenueAt < view.Revenue.Length && view.Revenue[_revenueAt].Row == row) _revenueAt++;
        if (_scrollAt < view.ScrollDepth.Length && view.ScrollDepth[_scrollAt].Row == row) _scrollAt++;
        if (_engagementAt < view.EngagementMs.Length && view.EngagementMs[_engagementAt].Row == row) _engagementAt++;
    }

    // The last visit that starts at the row or before, after the one that it is at.
    private int VisitOf(int row, TableVisit[] visits)
    {
        int low = _visit + 1, high = row < visits[_visit + 2].StartRow ? low : visits.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            if (visits[middle].StartRow <= row) low = middle; else high = middle;
        }

        return low;
    }

    private bool Begin(int[]? selected, ReadOnlySpan<bool> left)
    {
        TableSlice slice = _reader.Slice;
        int visitor = slice.VisitorOf[_visit];
        if (visitor != _visitor)
        {
            End(isVisitor: true);
            _visitor = visitor;
            if (_plan.Done.Length > 0) _selector.FindDone(slice.VisitStarts[visitor], slice.VisitStarts[visitor + 1]);
        }

        if ((left.Length > 0 && left[visitor]) || !_reader.IsActive(slice.Visits[_visit]) || !IsSelected(selected)) return false;
        _reader.ReadCodes(_visit, _cursor);
        _visitNode = GroupTree.Root;
        foreach (VisitLevel level in _plan.VisitLevels) _visitNode = _tree.Child(_visitNode, level.Values.IdOf(_cursor.VisitCodes[(int)level.Code]));
        return true;
    }

    private bool IsSelected(int[]? selected)
    {
        if (selected is null) return true;
        while (_selectedAt < selected.Length && selected[_selectedAt] < _visit) _selectedAt++;
        return _selectedAt < selected.Length && selected[_selectedAt] == _visit;
    }

    private bool Passes(int row, in TableVisit visit, out long ms)
    {
        ms = visit.BaseMs + _reader.Slice.TimesMs[row];
        if (ms < _range.FromMs || ms >= _range.ToMs) return false;
        _cursor.Row = row;
        return Condition.AllHold(_plan.EventConditions, _cursor);
    }

    private void Add(int row, long ms, ViewScan view)
    {
        TimeSlots? slots = _plan.Plan.Slots;
        foreach (int node in _expander.Expand(_visitNode, _cursor)) Add(slots is null ? node : _tree.Child(node, SlotSearch.Find(slots, ms)), row, view);
    }

    private void Add(int group, int row, ViewScan view)
    {
        if (_revenueAt < view.Revenue.Length && view.Revenue[_revenueAt] is var revenue && revenue.Row == row && revenue.Currency == _plan.Currency && _plan.Currency != 0)
        {
            ref GroupTotals totals = ref _tree.Totals[group];
            totals.RevenueMilli += revenue.Milli;
            totals.RevenueEvents++;
        }

        if (_scrollAt < view.ScrollDepth.Length && view.ScrollDepth[_scrollAt] is var depth && depth.Row == row) _scroll.Add(group, view.Columns[(int)Column.Page][row], depth.Value);
        if (_engagementAt < view.EngagementMs.Length && view.EngagementMs[_engagementAt] is var engaged && engaged.Row == row) _engagement.Add(group, view.Columns[(int)Column.Page][row], engaged.Value);
    }

    // Engaged time belongs to visits, the deepest scroll to visitors.
    private void End(bool isVisitor)
    {
        _engagement.FoldEngagement(_tree.Totals);
        if (isVisitor) _scroll.FoldScroll(_tree.Totals);
    }
}
