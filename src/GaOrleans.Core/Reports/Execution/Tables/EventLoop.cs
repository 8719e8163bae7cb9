using System.Numerics;
using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>The short way for events and their visitors by at most one event dimension and not by time: pages, names, goals. Belongs to one thread.</summary>
internal sealed class EventLoop : IVisitLoop
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly Condition[] _conditions;
    private readonly RowFlags _wanted;
    private readonly EventLevel? _level;
    private readonly TimeRange _range;
    private readonly EventCondition? _first;
    private readonly GoalMasks? _masks;
    private readonly int[] _nodeOfGoal = new int[GoalMasks.Most];
    private int[] _nodeOfOrdinal = new int[256];
    private int[] _names = [], _pages = [];

    // By node; apart from the tree's counters, so that those of many pages fit into the innermost caches.
    private NodeCount[] _counts = new NodeCount[64];

    /// <summary>Makes the loop of a plan that <see cref="Suits"/>.</summary>
    public EventLoop(CompiledPlan plan, SliceReader reader, VisitorCounter counter)
    {
        (_plan, _reader, _counter) = (plan, reader, counter);
        _range = plan.Plan.Range;
        _conditions = [.. plan.EventConditions.Where(condition => condition is not PageviewCondition)];
        _wanted = _conditions.Length < plan.EventConditions.Length ? RowFlags.Pageview : RowFlags.None;
        if (plan.EventLevels.Length > 0) _level = plan.EventLevels[0];
        _first = _conditions.OfType<EventCondition>().FirstOrDefault();
        if (_level?.Goals is { Length: <= GoalMasks.Most } goals) _masks = new GoalMasks(goals);
    }

    /// <summary>Whether a plan can be counted so once the visits that fulfil its condition are known.</summary>
    public static bool Suits(CompiledPlan plan) =>
        plan.HasEventPart && plan.Plan.Slots is null && plan.EventLevels.Length <= 1 && plan.Done.Length == 0
        && (plan.Asked & ~(Counters.Visitors | Counters.Events)) == Counters.None;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int[]? selected, ReadOnlySpan<bool> left)
    {
        _counter.Cursor.View = _reader.View;
        TableSlice slice = _reader.Slice;
        TableVisit[] visits = slice.Visits;
        int[] visitors = slice.VisitorOf;
        (long from, long to) = _range;
        bool isPlain = _plan.VisitLevels.Length == 0 && _conditions.Length == 0 && _level is { } by && (by.Goals is null || _masks is not null);
        bool isGoal = _masks is not null;
        (_names, _pages) = (_reader.View.Columns[(int)Column.Name], _reader.View.Columns[(int)Column.Page]);
        int[] codes = _level is { Goals: null } level ? _reader.View.Columns[(int)level.Column] : [];
        int firstMark = _counter.VisitorMark + 1, count = selected?.Length ?? visits.Length - 1;
        for (int i = 0; i < count; i++)
        {
            int visit = selected is null ? i : selected[i], visitor = visitors[visit];
            ref readonly TableVisit at = ref visits[visit];
            long firstMs = at.FirstMs, lastMs = firstMs + at.DurationMs;
            if (firstMs >= to || lastMs < from || (left.Length > 0 && left[visitor])) continue;
            bool isWhole = firstMs >= from && lastMs < to;
            if (isPlain && isWhole && isGoal) CountGoals(at.StartRow, visits[visit + 1].StartRow, firstMark + visitor);
            else if (isPlain && isWhole) CountPlain(at.StartRow, visits[visit + 1].StartRow, codes, firstMark + visitor);
            else Count(visit, isWhole, codes, firstMark + visitor);
        }

        _counter.VisitorMark = firstMark + slice.Visitors.Length;
    }

    /// <inheritdoc/>
    public void Finish()
    {
        GroupTree tree = _counter.Tree;
        for (int node = 0; node < Math.Min(tree.Count, _counts.Length); node++)
        {
            ref GroupTotals totals = ref tree.Totals[node];
            (totals.Events, totals.Pageviews, totals.Visitors) = (_counts[node].Events, _counts[node].Pageviews, _counts[node].Visitors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountPlain(int row, int end, int[] codes, int mark)
    {
        RowFlags[] kinds = _reader.Slice.Flags;
        RowFlags wanted = _wanted;
        for (; row < end; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) == RowFlags.None && (flags & wanted) == wanted) Add(NodeOf(codes[row]), flags, mark);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountGoals(int row, int end, int mark)
    {
        RowFlags[] kinds = _reader.Slice.Flags;
        RowFlags wanted = _wanted;
        int[] names = _names, pages = _pages;
        GoalMasks masks = _masks!;
        for (; row < end; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || (flags & wanted) != wanted) continue;
            ulong goals = masks.Of(row, (flags & RowFlags.Pageview) != RowFlags.None, names, pages);
            if (goals != 0) AddGoals(goals, GroupTree.Root, row, mark);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int visit, bool isWhole, int[] codes, int mark)
    {
        TableSlice slice = _reader.Slice;
        Cursor cursor = _counter.Cursor;
        RowFlags[] kinds = slice.Flags;
        RowFlags wanted = _wanted;
        int[] tested = _first is null ? [] : _reader.View.Columns[(int)_first.Column];
        int visitNode = NodeOfVisit(visit, cursor);
        for (int row = slice.Visits[visit].StartRow, end = slice.Visits[visit + 1].StartRow; row < end; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || (flags & wanted) != wanted) continue;
            if (_first is not null && !_first.Test.Holds(tested[row])) continue;
            ulong goals = _masks?.Of(row, (flags & RowFlags.Pageview) != RowFlags.None, _names, _pages) ?? 1;
            if (goals == 0) continue;
            cursor.Row = row;
            if (_conditions.Length > 0 && !Condition.AllHold(_conditions, cursor)) continue;
            if (!isWhole && !IsInRange(slice.Visits[visit].BaseMs + slice.TimesMs[row])) continue;
            if (_level is null) Add(visitNode, flags, mark);
            else if (_masks is not null) AddGoals(goals, visitNode, row, mark);
            else if (_level.Value.Goals is not null) AddGoals(_level.Value.Goals, visitNode, cursor, mark);
            else if (_plan.VisitLevels.Length == 0) Add(NodeOf(codes[row]), flags, mark);
            else Add(_counter.Tree.Child(visitNode, _level.Value.Values.IdOf(codes[row])), flags, mark);
        }
    }

    private int NodeOfVisit(int visit, Cursor cursor)
    {
        int node = GroupTree.Root;
        if (_plan.VisitLevels.Length > 0 || _plan.EventsNeedCodes) _reader.ReadCodes(visit, cursor);
        foreach (VisitLevel level in _plan.VisitLevels) node = _counter.Tree.Child(node, level.Values.IdOf(cursor.VisitCodes[(int)level.Code]));
        return node;
    }

    private bool IsInRange(long ms) => ms >= _range.FromMs && ms < _range.ToMs;

    private void AddGoals(ulong goals, int visitNode, int row, int mark)
    {
        Cursor cursor = _counter.Cursor;
        cursor.Row = row;
        for (; goals != 0; goals &= goals - 1)
        {
            int goal = BitOperations.TrailingZeroCount(goals);
            if (_masks!.IsReached(goal, cursor)) Add(NodeOfGoal(visitNode, goal), cursor.Flags, mark);
        }
    }

    private int NodeOfGoal(int visitNode, int goal)
    {
        if (visitNode != GroupTree.Root) return _counter.Tree.Child(visitNode, goal);
        ref int node = ref _nodeOfGoal[goal];
        return node != 0 ? node : node = _counter.Tree.Child(GroupTree.Root, goal);
    }

    // Of more goals than there are bits.
    private void AddGoals(GoalTest?[] goals, int visitNode, Cursor cursor, int mark)
    {
        for (int goal = 0; goal < goals.Length; goal++)
        {
            if (goals[goal]?.IsReached(cursor) == true) Add(_counter.Tree.Child(visitNode, goal), cursor.Flags, mark);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int node, RowFlags flags, int visitor)
    {
        if (node >= _counts.Length) Array.Resize(ref _counts, (node + 1) * 2);
        ref NodeCount count = ref _counts[node];
        count.Events++;
        count.Pageviews += (int)(flags & RowFlags.Pageview);
        if (count.LastVisitor == visitor) return;
        count.LastVisitor = visitor;
        count.Visitors++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NodeOf(int ordinal)
    {
        int known = (uint)ordinal < (uint)_nodeOfOrdinal.Length ? _nodeOfOrdinal[ordinal] : 0;
        return known != 0 ? known : Learn(ordinal);
    }

    private int Learn(int ordinal)
    {
        if (ordinal >= _nodeOfOrdinal.Length) Array.Resize(ref _nodeOfOrdinal, (ordinal + 1) * 2);
        return _nodeOfOrdinal[ordinal] = _counter.Tree.Child(GroupTree.Root, _level!.Value.Values.IdOf(ordinal));
    }

    private struct NodeCount
    {
        public int Events;
        public int Pageviews;
        public int Visitors;
        public int LastVisitor;
    }
}
