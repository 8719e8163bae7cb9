using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The short way for visitors and events by one event dimension, when no condition is about visits: every event is in some visit, so visits need
/// not be derived. Rows are read in the order in which they lie in memory; the groups that they belong to are sorted by visitor within
/// the slice, so that each visitor's distinct groups are found with a mark a group. Belongs to one thread.
/// </summary>
internal sealed class EventScanner(CompiledPlan plan, ScanRange scan, SliceTable table, SliceVisitors slice) : ISliceScanner
{
    private readonly EventLevel _level = plan.EventLevels[0];
    private readonly Condition[] _conditions = [.. plan.EventConditions.Where(condition => condition is not PageviewCondition)];
    private readonly RowFlags _wanted = plan.EventConditions.Any(condition => condition is PageviewCondition) ? RowFlags.Pageview : RowFlags.None;
    private readonly Cursor _cursor = new(0);
    private int[] _visitorOfSegment = [], _firstOfVisitor = [], _endOfVisitor = [], _groups = [];
    private int[] _groupOfOrdinal = new int[256];

    // By group; apart from the tree's counters, so that those of many groups fit into the innermost cache.
    private int[] _events = new int[64], _pageviews = new int[64], _visitors = new int[64], _marks = new int[64];
    private int _mark;

    private readonly GroupTree _tree = new();

    /// <summary>What has been counted. To be asked once, at the end.</summary>
    public GroupTree Finish()
    {
        for (int group = 0; group < _tree.Count; group++)
        {
            ref GroupTotals totals = ref _tree.Totals[group];
            (totals.Events, totals.Pageviews, totals.Visitors) = (_events[group], _pageviews[group], _visitors[group]);
        }

        return _tree;
    }

    /// <summary>Whether a plan can be counted so.</summary>
    public static bool Suits(CompiledPlan plan) =>
        plan is { Plan.Slots: null, EventLevels: [{ Goals: null }], VisitLevels: [], VisitConditions: [] }
        && (plan.Asked & ~(Counters.Visitors | Counters.Events)) == Counters.None
        && plan.EventConditions.All(condition => (condition.Needs & ~(ConditionNeeds.Event | ConditionNeeds.EventPage)) == ConditionNeeds.None);

    /// <inheritdoc/>
    public void Scan(int number)
    {
        int segments = table.SegmentsIn(number);
        if (segments == 0) return;
        MakeRoom(segments);
        int rows = Place(number);
        if (_groups.Length < rows) _groups = new int[rows];
        CountEvents(number);
        for (int visitor = 0; visitor < slice.Count; visitor++) CountVisitor(_groups.AsSpan(_firstOfVisitor[visitor], _endOfVisitor[visitor] - _firstOfVisitor[visitor]));
    }

    private void MakeRoom(int segments)
    {
        slice.Reset(segments);
        if (_visitorOfSegment.Length < segments)
        {
            _visitorOfSegment = new int[segments];
            _firstOfVisitor = new int[segments];
            _endOfVisitor = new int[segments];
        }

        Array.Clear(_endOfVisitor, 0, segments);
    }

    // Finds where the groups of each visitor's rows will lie.
    private int Place(int number)
    {
        ReadOnlySpan<int> starts = table.StartsOf(number), ends = table.StartsOf(number + 1);
        int segment = 0;
        for (int v = 0; v < starts.Length; v++)
        {
            Segment[] items = table.Items[v];
            for (int i = starts[v]; i < ends[v]; i++)
            {
                int visitor = slice.Intern(items[i].Visitor);
                _visitorOfSegment[segment++] = visitor;
                _endOfVisitor[visitor] += items[i + 1].StartRow - items[i].StartRow;
            }
        }

        int rows = 0;
        for (int visitor = 0; visitor < slice.Count; visitor++)
        {
            int count = _endOfVisitor[visitor];
            _firstOfVisitor[visitor] = _endOfVisitor[visitor] = rows;
            rows += count;
        }

        return rows;
    }

    private void CountEvents(int number)
    {
        ReadOnlySpan<int> starts = table.StartsOf(number), ends = table.StartsOf(number + 1);
        int segment = 0;
        for (int v = 0; v < starts.Length; v++)
        {
            if (starts[v] == ends[v]) continue;
            Segment[] items = table.Items[v];
            _cursor.View = scan.Views[v];
            for (int i = starts[v]; i < ends[v]; i++)
            {
                ref int end = ref _endOfVisitor[_visitorOfSegment[segment++]];
                end = CountRows(items[i].StartRow, items[i + 1].StartRow, scan.Bounds[v], end);
            }
        }
    }

    private int CountRows(int row, int endRow, in ViewBounds bounds, int at)
    {
        ViewScan view = _cursor.View;
        int[] codes = view.Columns[(int)_level.Column], groups = _groups;
        RowFlags[] kinds = view.Flags;
        for (; row < endRow; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || (flags & _wanted) != _wanted) continue;
            if (!bounds.IsWhole && (view.TimesMs[row] < bounds.RangeFrom || view.TimesMs[row] >= bounds.RangeTo)) continue;
            if (_conditions.Length > 0 && !Passes(row)) continue;
            int group = GroupOf(codes[row]);
            _events[group]++;
            _pageviews[group] += (int)(flags & RowFlags.Pageview);
            groups[at++] = group;
        }

        return at;
    }

    private bool Passes(int row)
    {
        _cursor.Row = row;
        foreach (Condition condition in _conditions)
        {
            if (!condition.Holds(_cursor)) return false;
        }

        return true;
    }

    private int GroupOf(int ordinal)
    {
        int known = ordinal < _groupOfOrdinal.Length ? _groupOfOrdinal[ordinal] : 0;
        if (known != 0) return known;
        if (ordinal >= _groupOfOrdinal.Length) Array.Resize(ref _groupOfOrdinal, (ordinal + 1) * 2);
        int group = _tree.Child(GroupTree.Root, _level.Values.IdOf(ordinal));
        if (group >= _events.Length)
        {
            Array.Resize(ref _events, group * 2);
            Array.Resize(ref _pageviews, group * 2);
            Array.Resize(ref _visitors, group * 2);
            Array.Resize(ref _marks, group * 2);
        }

        return _groupOfOrdinal[ordinal] = group;
    }

    private void CountVisitor(ReadOnlySpan<int> groups)
    {
        int mark = ++_mark;
        int[] marks = _marks, visitors = _visitors;
        foreach (int group in groups)
        {
            if (marks[group] == mark) continue;
            marks[group] = mark;
            visitors[group]++;
        }
    }
}
