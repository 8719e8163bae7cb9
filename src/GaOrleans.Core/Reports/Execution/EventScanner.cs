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
    private readonly Condition[] _conditions = plan.EventConditions;
    private readonly Cursor _cursor = new(0);
    private int[] _visitorOfSegment = [], _firstOfVisitor = [], _endOfVisitor = [], _groups = [];
    private int[] _groupOfOrdinal = new int[256];
    private int _mark;

    /// <summary>What has been counted.</summary>
    public GroupTree Tree { get; } = new();

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
        int[] codes = view.Columns[(int)_level.Column];
        for (; row < endRow; row++)
        {
            RowFlags flags = view.Flags[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None) continue;
            if (!bounds.IsWhole && (view.TimesMs[row] < bounds.RangeFrom || view.TimesMs[row] >= bounds.RangeTo)) continue;
            if (!Passes(row)) continue;
            int group = GroupOf(codes[row]);
            ref GroupTotals totals = ref Tree.Totals[group];
            totals.Events++;
            totals.Pageviews += (int)(flags & RowFlags.Pageview);
            _groups[at++] = group;
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
        return _groupOfOrdinal[ordinal] = Tree.Child(GroupTree.Root, _level.Values.IdOf(ordinal));
    }

    private void CountVisitor(ReadOnlySpan<int> groups)
    {
        int mark = ++_mark;
        foreach (int group in groups)
        {
            if (Tree.VisitorMarks[group] == mark) continue;
            Tree.VisitorMarks[group] = mark;
            Tree.Totals[group].Visitors++;
        }
    }
}
