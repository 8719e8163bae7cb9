using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// The short way for visits by what is known of visits as wholes: totals, days, sources, countries, devices. A visit that is only partly in the range or a slot
/// and whose events are asked for goes the long way. Belongs to one thread.
/// </summary>
internal sealed class VisitLoop
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly TimeRange _range;
    private readonly TimeSlots? _slots;
    private readonly bool _countsEvents, _countsVisits;
    private readonly int[][] _codes;
    private int _slot;

    /// <summary>Makes the loop of a plan that <see cref="Suits"/>.</summary>
    public VisitLoop(CompiledPlan plan, SliceReader reader, VisitorCounter counter)
    {
        (_plan, _reader, _counter) = (plan, reader, counter);
        (_range, _slots) = (plan.Plan.Range, plan.Plan.Slots);
        _countsEvents = (plan.Asked & Counters.Events) != Counters.None;
        _countsVisits = (plan.Asked & Counters.Visits) != Counters.None;
        _codes = new int[plan.VisitLevels.Length][];
    }

    /// <summary>Whether a plan can be counted so once the visits that fulfil its condition are known.</summary>
    public static bool Suits(CompiledPlan plan) =>
        plan.EventLevels.Length == 0 && !plan.IsByActivity
        && (plan.Asked & ~(Counters.Visitors | Counters.Visits | Counters.Events)) == Counters.None
        && (plan.EventConditions.Length == 0 || ((plan.Asked & Counters.Events) == Counters.None && !((plan.Asked & Counters.Visits) != Counters.None && plan.HasPageFilter)));

    /// <summary>Moves to the slice that the reader is at.</summary>
    public void Enter()
    {
        for (int level = 0; level < _codes.Length; level++) _codes[level] = _reader.CodesOf(_plan.VisitLevels[level].Code)!;
    }

    /// <summary>Counts a visit of the visitor that the counter is at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int visit)
    {
        ref readonly TableVisit at = ref _reader.Slice.Visits[visit];
        long lastMs = at.LastMs;
        if (_countsEvents && !(at.FirstMs >= _range.FromMs && lastMs < _range.ToMs && IsInOneSlot(at.FirstMs, lastMs)))
        {
            _counter.CountVisit(_reader.Move(visit, _counter.Cursor), _reader.Parts);
            return;
        }

        GroupTree tree = _counter.Tree;
        int node = GroupTree.Root;
        for (int level = 0; level < _codes.Length; level++) node = tree.Child(node, _plan.VisitLevels[level].Values.IdOf(_codes[level][visit]));
        if (_slots is not null) node = tree.Child(node, SlotOf(Math.Min(lastMs, _range.ToMs - 1)));
        ref GroupTotals totals = ref tree.Totals[node];
        if (_countsVisits) AddVisit(ref totals, at);
        if (_countsEvents)
        {
            totals.Events += at.Events;
            totals.Pageviews += at.Pageviews;
        }

        ref int mark = ref tree.VisitorMarks[node];
        if (mark == _counter.VisitorMark) return;
        mark = _counter.VisitorMark;
        totals.Visitors++;
    }

    private static void AddVisit(ref GroupTotals totals, in TableVisit at)
    {
        totals.Visits++;
        totals.VisitPageviews += at.Pageviews;
        totals.EntryVisits++;
        if (at.Pageviews == 1 && !at.Interactive) totals.Bounces++;
        else totals.DurationSeconds += at.DurationMs / 1000;
    }

    private bool IsInOneSlot(long firstMs, long lastMs)
    {
        if (_slots is null) return true;
        int slot = SlotOf(firstMs);
        return slot + 1 == _slots.StartsMs.Length || lastMs < _slots.StartsMs[slot + 1];
    }

    // Visits of a visitor, and of the next one, are often of one day.
    private int SlotOf(long ms)
    {
        long[] starts = _slots!.StartsMs;
        if (ms < starts[_slot] || (_slot + 1 < starts.Length && ms >= starts[_slot + 1])) _slot = SlotSearch.Find(_slots, ms);
        return _slot;
    }
}
