using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Counts visitors one after another: their visits, and the events of these that matter, into the groups of a tree. Belongs to one thread.
/// </summary>
internal sealed class VisitorCounter
{
    private readonly CompiledPlan _plan;
    private readonly ViewScan[] _views;
    private readonly ViewBounds[] _bounds;
    private readonly TimeRange _range;
    private readonly TimeRange _chunk;
    private readonly VisitorVisits _visits;
    private readonly Cursor _cursor;
    private readonly VisitCodeReader _codes;
    private readonly DoneFinder _done;
    private readonly RowCounter _rows;
    private readonly NodeExpander _expander;
    private readonly SimpleEventCounter? _simple;
    private int _visitorMark;
    private int _visitMark;
    private ulong _visitorHash;

    /// <summary>Makes a counter.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="scan">Where.</param>
    public VisitorCounter(CompiledPlan plan, ScanRange scan)
    {
        _plan = plan;
        _views = scan.Views;
        _bounds = scan.Bounds;
        _range = plan.Plan.Range;
        _chunk = scan.Chunk;
        _visits = new VisitorVisits(_views, _range);
        _cursor = new Cursor(plan.Done.Length);
        _codes = new VisitCodeReader(plan.Columns, plan.NeedsPages, _views);
        _done = new DoneFinder(plan.Done, _views, _bounds, _visits, plan.NeedsCodes ? _codes : null, _cursor);
        _rows = new RowCounter(plan, Tree);
        _expander = new NodeExpander(plan.EventLevels, Tree);
        if (SimpleEventCounter.Suits(plan, scan)) _simple = new SimpleEventCounter(plan, scan, Tree, _cursor);
        if (scan.SketchVisitors) Sketches = new VisitorSketches();
    }

    /// <summary>What has been counted.</summary>
    public GroupTree Tree { get; } = new();

    /// <summary>The visit and event that conditions are tried on.</summary>
    public Cursor Cursor => _cursor;

    /// <summary>Sketches of the visitors of each node, or null when they are counted exactly.</summary>
    public VisitorSketches? Sketches { get; }

    /// <summary>A number of the visitor that it is at, by which it differs from all before.</summary>
    public int VisitorMark
    {
        get => _visitorMark;
        set => _visitorMark = value;
    }

    private bool CountsVisits => (_plan.Asked & (Counters.Visits | Counters.Visitors)) != Counters.None;

    private bool CountsEvents => (_plan.Asked & Counters.Events) != Counters.None;

    /// <summary>Counts a visitor of a slice.</summary>
    public void Count(SliceVisitors slice, int visitor)
    {
        _visits.Derive(slice, visitor);
        if (_visits.Count == 0) return;
        BeginVisitor();
        if (Sketches is not null) _visitorHash = Encoding.Hash64.Mix(slice[slice.FirstOf(visitor)].Segment.Visitor);
        _done.Find();
        for (int i = 0; i < _visits.Count; i++)
        {
            ReadOnlySpan<VisitPart> parts = _visits.PartsOf(_visits[i]);
            if (_plan.NeedsCodes) _codes.Read(parts, _cursor);
            if (Condition.AllHold(_plan.VisitConditions, _cursor)) CountVisit(_visits[i], parts);
        }

        EndVisitor();
    }

    /// <summary>Begins a visitor whose visits then come one by one.</summary>
    public void BeginVisitor() => _visitorMark++;

    /// <summary>Ends a visitor.</summary>
    public void EndVisitor() => _rows.EndVisitor();

    /// <summary>Counts a visit that the conditions on visits hold for and whose codes are under the cursor.</summary>
    public void CountVisit(in Visit visit, ReadOnlySpan<VisitPart> parts)
    {
        _visitMark++;
        int node = GroupTree.Root;
        foreach (VisitLevel level in _plan.VisitLevels) node = Tree.Child(node, level.Values.IdOf(_cursor.VisitCodes[(int)level.Code]));
        if (_simple is not null)
        {
            _simple.Count(parts, node, _visitorMark);
            return;
        }

        SlotSpan slots = CountsVisits ? SlotsOf(visit) : SlotSpan.Empty;
        if (_plan.HasEventPart)
        {
            CountSelected(visit, parts, node, slots);
        }
        else
        {
            MarkVisit(visit, node, slots);
            if (CountsEvents) CountAll(parts, node);
        }

        _rows.EndVisit();
    }

    /// <summary>The slots in which a visit counts; without a time dimension the only one, 0. Empty when it belongs to another chunk.</summary>
    private SlotSpan SlotsOf(in Visit visit)
    {
        TimeSlots? slots = _plan.Plan.Slots;
        if (_plan.IsByActivity)
        {
            long from = Math.Max(visit.FirstMs, Math.Max(_chunk.FromMs, _range.FromMs)), to = Math.Min(visit.LastMs, Math.Min(_chunk.ToMs, _range.ToMs) - 1);
            return from > to ? SlotSpan.Empty : new SlotSpan(SlotSearch.Find(slots!, from), SlotSearch.Find(slots!, to));
        }

        // A visit that goes on after the range counts where the range ends.
        long last = Math.Min(visit.LastMs, _range.ToMs - 1);
        if (last < _chunk.FromMs || last >= _chunk.ToMs) return SlotSpan.Empty;
        int slot = slots is null ? 0 : SlotSearch.Find(slots, last);
        return new SlotSpan(slot, slot);
    }

    private void MarkVisit(in Visit visit, int node, SlotSpan slots)
    {
        if (slots.IsEmpty) return;
        bool entered = HasEntered(node);
        for (int slot = slots.First; slot <= slots.Last; slot++)
        {
            int group = _plan.Plan.Slots is null ? node : Tree.Child(node, slot);
            ref GroupTotals totals = ref Tree.Totals[group];
            totals.Visits++;
            totals.DurationSeconds += visit.DurationSeconds;
            totals.VisitPageviews += visit.Pageviews;
            if (entered)
            {
                totals.EntryVisits++;
                if (visit.IsBounce) totals.Bounces++;
            }

            ref int mark = ref Tree.VisitorMarks[group];
            if (mark == _visitorMark) continue;
            mark = _visitorMark;
            totals.Visitors++;
            Sketches?.Add(group, _visitorHash);
        }
    }

    /// <summary>Whether the visit entered at the page that the group or the filter is about.</summary>
    private bool HasEntered(int node)
    {
        if (!_plan.HasPageFilter && _plan.PageLevel == 0) return true;
        int entry = _cursor.VisitCodes[(int)VisitCode.EntryPage];
        if (entry < 0) return false;
        if (_plan.PageLevel > 0)
        {
            while (Tree.DepthOf(node) > _plan.PageLevel) node = Tree.ParentOf(node);
            if (Tree.ValueOf(node) != _plan.EventLevels[_plan.PageLevel - 1 - _plan.VisitLevels.Length].Values.IdOf(entry)) return false;
        }

        if (!_plan.HasPageFilter) return true;
        foreach (Condition condition in _plan.EventConditions)
        {
            if (condition.HoldsForEntry(_cursor) == Truth.No) return false;
        }

        return true;
    }

    private void CountAll(ReadOnlySpan<VisitPart> parts, int node)
    {
        foreach (ref readonly VisitPart part in parts)
        {
            ref readonly ViewBounds bounds = ref _bounds[part.View];
            if (bounds.Slot >= 0 && bounds.IsWhole && _rows.CountsOnlyEvents)
            {
                _rows.Add(GroupOf(node, bounds.Slot), part.Events, part.Pageviews);
                continue;
            }

            ViewScan view = _views[part.View];
            _rows.Enter(view, part.StartRow);
            for (int row = part.StartRow; row < part.EndRow; row++)
            {
                int ms = view.TimesMs[row];
                if (ms < bounds.ChunkFrom || ms >= bounds.ChunkTo || ms < bounds.RangeFrom || ms >= bounds.RangeTo) continue;
                _rows.Count(GroupOf(node, SlotOf(bounds, view, ms)), row);
            }
        }
    }

    private void CountSelected(in Visit visit, ReadOnlySpan<VisitPart> parts, int visitNode, SlotSpan slots)
    {
        if (!CountsEvents && slots.IsEmpty) return;
        foreach (ref readonly VisitPart part in parts)
        {
            ref readonly ViewBounds bounds = ref _bounds[part.View];
            ViewScan view = _views[part.View];
            _cursor.View = view;
            _rows.Enter(view, part.StartRow);
            for (int row = part.StartRow; row < part.EndRow; row++)
            {
                int ms = bounds.IsWhole && bounds.Slot >= 0 ? bounds.ChunkFrom : view.TimesMs[row];
                if (!bounds.IsWhole && (ms < bounds.RangeFrom || ms >= bounds.RangeTo)) continue;
                bool isEvent = (view.Flags[row] & RowFlags.Engagement) == RowFlags.None;
                if (!isEvent && _rows.CountsOnlyEvents) continue;
                _cursor.Row = row;
                if (!Condition.AllHold(_plan.EventConditions, _cursor)) continue;
                bool inChunk = CountsEvents && (bounds.IsWhole || (ms >= bounds.ChunkFrom && ms < bounds.ChunkTo));
                int slot = inChunk ? SlotOf(bounds, view, ms) : 0;
                foreach (int node in _expander.Expand(visitNode, _cursor))
                {
                    if (isEvent && Tree.VisitMarks[node] != _visitMark)
                    {
                        Tree.VisitMarks[node] = _visitMark;
                        MarkVisit(visit, node, slots);
                    }

                    if (inChunk) _rows.Count(GroupOf(node, slot), row);
                }

                // Nothing more can be learnt of this visit.
                if (isEvent && !CountsEvents && _plan.EventLevels.Length == 0) return;
            }
        }
    }

    private int SlotOf(in ViewBounds bounds, ViewScan view, int ms) =>
        bounds.Slot >= 0 ? bounds.Slot : SlotSearch.Find(_plan.Plan.Slots!, view.BaseMs + ms);

    private int GroupOf(int node, int slot) => _plan.Plan.Slots is null ? node : Tree.Child(node, slot);
}
