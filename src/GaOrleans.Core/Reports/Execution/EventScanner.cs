using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The short way for visitors and events by one event dimension, when no condition is about visits: every event is in some visit, so visits need
/// not be derived. Rows are read in the order in which they lie in memory; the groups that they belong to are sorted by visitor within
/// the slice, so that each visitor's distinct groups are found with a mark a group. Belongs to one thread.
/// </summary>
internal sealed class EventScanner(CompiledPlan plan, ScanRange scan, SliceTable table, SliceNumbers numbers) : ISliceScanner
{
    private readonly EventLevel _level = plan.EventLevels[0];
    private readonly Condition[] _conditions = [.. plan.EventConditions.Where(condition => condition is not PageviewCondition)];
    private readonly RowFlags _wanted = plan.EventConditions.Any(condition => condition is PageviewCondition) ? RowFlags.Pageview : RowFlags.None;
    private readonly Cursor _cursor = new(0);
    private int[] _firstOfVisitor = [], _endOfVisitor = [], _groups = [];
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
    public void Scan(int slice)
    {
        numbers.Enter(slice);
        if (_endOfVisitor.Length < numbers.Count) (_firstOfVisitor, _endOfVisitor) = (new int[numbers.Count], new int[numbers.Count]);
        Array.Clear(_endOfVisitor);
        int rows = Place(slice);
        if (_groups.Length < rows) _groups = new int[rows];
        CountEvents(slice);
        for (int visitor = 0; visitor < numbers.Count; visitor++) CountVisitor(_groups.AsSpan(_firstOfVisitor[visitor], _endOfVisitor[visitor] - _firstOfVisitor[visitor]));
    }

    // Finds where the groups of each visitor's rows will lie.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Place(int slice)
    {
        ReadOnlySpan<int> starts = table.RunsOf(slice);
        int[] ends = _endOfVisitor;
        for (int v = 0; v < starts.Length; v++)
        {
            ReadOnlySpan<int> visitors = numbers.Of(v);
            ReadOnlySpan<int> rows = scan.Views[v].Segments.RunStarts.AsSpan(starts[v], visitors.Length + 1);
            for (int i = 0; i < visitors.Length && i + 1 < rows.Length; i++) ends[visitors[i]] += rows[i + 1] - rows[i];
        }

        int all = 0;
        for (int visitor = 0; visitor < numbers.Count; visitor++)
        {
            int count = ends[visitor];
            _firstOfVisitor[visitor] = ends[visitor] = all;
            all += count;
        }

        return all;
    }

    private void CountEvents(int slice)
    {
        ReadOnlySpan<int> starts = table.RunsOf(slice);
        for (int v = 0; v < starts.Length; v++)
        {
            ReadOnlySpan<int> visitors = numbers.Of(v);
            ReadOnlySpan<int> rows = scan.Views[v].Segments.RunStarts.AsSpan(starts[v], visitors.Length + 1);
            _cursor.View = scan.Views[v];
            if (_conditions.Length == 0 && scan.Bounds[v].IsWhole) CountWhole(visitors, rows, scan.Views[v]);
            else CountSome(visitors, rows, scan.Bounds[v]);
        }
    }

    // The rows of a view that all lie in the range, of which nothing is asked but their kind: the report of all pages.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void CountWhole(ReadOnlySpan<int> visitors, ReadOnlySpan<int> rows, ViewScan view)
    {
        int[] codes = view.Columns[(int)_level.Column], groups = _groups, ends = _endOfVisitor, groupOfOrdinal = _groupOfOrdinal, events = _events, pageviews = _pageviews;
        ReadOnlySpan<RowFlags> kinds = view.Flags.AsSpan(0, codes.Length);
        RowFlags asked = RowFlags.Engagement | _wanted, wanted = _wanted;
        for (int i = 0; i < visitors.Length && i + 1 < rows.Length; i++)
        {
            ref int at = ref ends[visitors[i]];
            int end = at;
            for (int row = rows[i]; row < rows[i + 1] && row < codes.Length && row < kinds.Length; row++)
            {
                RowFlags flags = kinds[row];
                if ((flags & asked) != wanted) continue;
                int code = codes[row], group = (uint)code < (uint)groupOfOrdinal.Length ? groupOfOrdinal[code] : 0;
                if (group == 0)
                {
                    group = GroupOf(code);
                    (groupOfOrdinal, events, pageviews) = (_groupOfOrdinal, _events, _pageviews);
                }

                events[group]++;
                pageviews[group] += (int)(flags & RowFlags.Pageview);
                groups[end++] = group;
            }

            at = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountSome(ReadOnlySpan<int> visitors, ReadOnlySpan<int> rows, in ViewBounds bounds)
    {
        for (int i = 0; i < visitors.Length && i + 1 < rows.Length; i++)
        {
            ref int end = ref _endOfVisitor[visitors[i]];
            end = CountRows(rows[i], rows[i + 1], bounds, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
