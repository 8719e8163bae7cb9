using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>The short way for events and their visitors by at most one event dimension and not by time: pages, names, goals. Belongs to one thread.</summary>
internal sealed class EventLoop
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly Condition[] _conditions;
    private readonly RowFlags _wanted;
    private readonly EventLevel? _level;
    private int[] _nodeOfOrdinal = new int[256];
    private int[] _codes = [];

    /// <summary>Makes the loop of a plan that <see cref="Suits"/>.</summary>
    public EventLoop(CompiledPlan plan, SliceReader reader, VisitorCounter counter)
    {
        (_plan, _reader, _counter) = (plan, reader, counter);
        _conditions = [.. plan.EventConditions.Where(condition => condition is not PageviewCondition)];
        _wanted = _conditions.Length < plan.EventConditions.Length ? RowFlags.Pageview : RowFlags.None;
        if (plan.EventLevels.Length > 0) _level = plan.EventLevels[0];
    }

    /// <summary>Whether a plan can be counted so once the visits that fulfil its condition are known.</summary>
    public static bool Suits(CompiledPlan plan) =>
        plan.HasEventPart && plan.Plan.Slots is null && plan.EventLevels.Length <= 1
        && (plan.Asked & ~(Counters.Visitors | Counters.Events)) == Counters.None;

    /// <summary>Moves to the slice that the reader is at.</summary>
    public void Enter()
    {
        _counter.Cursor.View = _reader.View;
        _codes = _level is { Goals: null } level ? _reader.View.Columns[(int)level.Column] : [];
    }

    /// <summary>Counts a visit of the visitor that the counter is at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int visit)
    {
        TableSlice slice = _reader.Slice;
        Cursor cursor = _counter.Cursor;
        int visitNode = GroupTree.Root;
        bool isWhole = IsWhole(slice.Visits[visit]);
        if (_plan.NeedsCodes) _reader.ReadCodes(visit, cursor);
        foreach (VisitLevel level in _plan.VisitLevels) visitNode = _counter.Tree.Child(visitNode, level.Values.IdOf(cursor.VisitCodes[(int)level.Code]));
        RowFlags[] kinds = slice.Flags;
        RowFlags wanted = _wanted;
        for (int row = slice.Visits[visit].StartRow, end = slice.Visits[visit + 1].StartRow; row < end; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || (flags & wanted) != wanted) continue;
            cursor.Row = row;
            if (_conditions.Length > 0 && !Condition.AllHold(_conditions, cursor)) continue;
            if (!isWhole && !IsInRange(slice.Visits[visit].BaseMs + slice.TimesMs[row])) continue;
            if (_codes.Length > 0) Add(NodeOf(visitNode, _codes[row]), flags);
            else if (_level is null) Add(visitNode, flags);
            else AddGoals(visitNode, cursor, flags);
        }
    }

    private bool IsWhole(in TableVisit visit) => visit.FirstMs >= _plan.Plan.Range.FromMs && visit.LastMs < _plan.Plan.Range.ToMs;

    private bool IsInRange(long ms) => ms >= _plan.Plan.Range.FromMs && ms < _plan.Plan.Range.ToMs;

    private void AddGoals(int visitNode, Cursor cursor, RowFlags flags)
    {
        GoalTest?[] goals = _level!.Value.Goals!;
        for (int goal = 0; goal < goals.Length; goal++)
        {
            if (goals[goal]?.IsReached(cursor) == true) Add(_counter.Tree.Child(visitNode, goal), flags);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int node, RowFlags flags)
    {
        GroupTree tree = _counter.Tree;
        ref GroupTotals totals = ref tree.Totals[node];
        totals.Events++;
        totals.Pageviews += (int)(flags & RowFlags.Pageview);
        ref int mark = ref tree.VisitorMarks[node];
        if (mark == _counter.VisitorMark) return;
        mark = _counter.VisitorMark;
        totals.Visitors++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NodeOf(int visitNode, int ordinal)
    {
        if (visitNode != GroupTree.Root || _plan.VisitLevels.Length > 0) return _counter.Tree.Child(visitNode, _level!.Value.Values.IdOf(ordinal));
        int known = ordinal < _nodeOfOrdinal.Length ? _nodeOfOrdinal[ordinal] : 0;
        return known != 0 ? known : Learn(ordinal);
    }

    private int Learn(int ordinal)
    {
        if (ordinal >= _nodeOfOrdinal.Length) Array.Resize(ref _nodeOfOrdinal, (ordinal + 1) * 2);
        return _nodeOfOrdinal[ordinal] = _counter.Tree.Child(GroupTree.Root, _level!.Value.Values.IdOf(ordinal));
    }
}
