using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// Finds the visits of slices that are active in a plan's range and fulfil its condition: what is asked of visits, and by one event in the range what is asked of events.
/// Belongs to one thread.
/// </summary>
internal sealed class VisitSelector(CompiledPlan plan, SliceReader reader, Cursor cursor)
{
    private readonly TimeRange _range = plan.Plan.Range;
    private readonly bool _readsCodes = plan.VisitConditions.Length > 1 || plan.VisitConditions.Any(condition => condition is not VisitCondition) || plan.EventsNeedCodes;
    private readonly List<int> _withEvent = [], _withRow = [];

    /// <summary>The visits of the slice that the reader is at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SelectedVisits Select()
    {
        _withEvent.Clear();
        _withRow.Clear();
        cursor.View = reader.View;
        TableSlice slice = reader.Slice;
        if (plan.Done.Length == 0) Add(0, slice.Visits.Length - 1);
        for (int visitor = 0; plan.Done.Length > 0 && visitor + 1 < slice.VisitStarts.Length; visitor++)
        {
            FindDone(slice.VisitStarts[visitor], slice.VisitStarts[visitor + 1]);
            Add(slice.VisitStarts[visitor], slice.VisitStarts[visitor + 1]);
        }

        int[] withEvent = [.. _withEvent];
        return new SelectedVisits(withEvent, _withRow.Count == withEvent.Length ? withEvent : [.. _withRow]);
    }

    /// <summary>Finds what a visitor has done in the range.</summary>
    /// <param name="first">Its first visit.</param>
    /// <param name="end">The visit after its last.</param>
    public void FindDone(int first, int end)
    {
        cursor.View = reader.View;
        for (int i = 0; i < plan.Done.Length; i++)
        {
            cursor.Done[i] = false;
            Condition[] wanted = [plan.Done[i].Child];
            for (int visit = first; visit < end && !cursor.Done[i]; visit++)
            {
                if (!reader.IsActive(reader.Slice.Visits[visit])) continue;
                reader.ReadCodes(visit, cursor);
                cursor.Done[i] = HasEvent(visit, wanted, out _);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int visit, int end)
    {
        TableVisit[] visits = reader.Slice.Visits;
        // Mostly it is one value of one dimension that is looked for; most visits fail at the first.
        VisitCondition? first = plan.VisitConditions.Length > 0 ? plan.VisitConditions[0] as VisitCondition : null;
        int[] codes = first is null ? [] : reader.CodesOf(first.Code)!;
        for (; visit < end; visit++)
        {
            if (!reader.IsActive(visits[visit]) || (first is not null && !first.Test.Holds(codes[visit]))) continue;
            if (_readsCodes) reader.ReadCodes(visit, cursor);
            if ((first is not null && plan.VisitConditions.Length == 1) || Condition.AllHold(plan.VisitConditions, cursor)) Add(visit);
        }
    }

    private void Add(int visit)
    {
        bool hasRow = true, hasEvent = plan.EventConditions.Length == 0 || HasEvent(visit, plan.EventConditions, out hasRow);
        if (hasEvent) _withEvent.Add(visit);
        if (hasRow) _withRow.Add(visit);
    }

    /// <summary>Whether an event of a visit fulfils conditions in the range.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="conditions">The conditions; at least one.</param>
    /// <param name="hasRow">Whether any row does, engagement included.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool HasEvent(int visit, Condition[] conditions, out bool hasRow)
    {
        hasRow = false;
        TableSlice slice = reader.Slice;
        ref readonly TableVisit at = ref slice.Visits[visit];
        bool isWhole = at.FirstMs >= _range.FromMs && at.LastMs < _range.ToMs;

        // Mostly it is one value of one column that is looked for.
        EventCondition? first = conditions[0] as EventCondition;
        bool isOnly = first is not null && conditions.Length == 1;
        int[] codes = first is null ? [] : reader.View.Columns[(int)first.Column];
        RowFlags[] flags = slice.Flags;
        for (int row = at.StartRow, end = slice.Visits[visit + 1].StartRow; row < end; row++)
        {
            if (first is not null && !first.Test.Holds(codes[row])) continue;
            bool isEvent = (flags[row] & RowFlags.Engagement) == RowFlags.None;
            if (hasRow && !isEvent) continue;
            cursor.Row = row;
            if (!(isOnly || Condition.AllHold(conditions, cursor)) || !(isWhole || IsInRange(at.BaseMs + slice.TimesMs[row]))) continue;
            hasRow = true;
            if (isEvent) return true;
        }

        return false;
    }

    private bool IsInRange(long ms) => ms >= _range.FromMs && ms < _range.ToMs;
}
