namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Counts a plan over slices of tables, visit by visit, as <see cref="VisitorCounter"/> does over views. Belongs to one thread.</summary>
internal sealed class TableScanner
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly VisitSelector _selector;
    private readonly VisitLoop? _visits;
    private readonly EventLoop? _events;

    /// <summary>Makes a scanner.</summary>
    public TableScanner(CompiledPlan plan)
    {
        _plan = plan;
        _reader = new SliceReader(plan);
        _counter = new VisitorCounter(plan, _reader.Scan);
        _selector = new VisitSelector(plan, _reader, _counter.Cursor);
        if (VisitLoop.Suits(plan)) _visits = new VisitLoop(plan, _reader, _counter);
        else if (EventLoop.Suits(plan)) _events = new EventLoop(plan, _reader, _counter);
    }

    /// <summary>What has been counted.</summary>
    public GroupTree Tree => _counter.Tree;

    // Engagement counts where it passes the filter itself, also in visits without such an event; conditions like these may need what a visitor has done.
    private bool IsShort => _visits is not null || (_events is not null && _plan.Done.Length == 0);

    /// <summary>Counts the visitors of a slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="number">Its number in the table.</param>
    /// <param name="views">What its columns are copied from.</param>
    /// <param name="selection">The visits that fulfil the plan's condition; null when there is none.</param>
    /// <param name="left">Visitors to leave out; empty for none.</param>
    public void Scan(TableSlice slice, int number, ViewScan[] views, Selection? selection, ReadOnlySpan<bool> left)
    {
        _reader.Enter(slice, views);
        if (!IsShort)
        {
            CountAll(slice, left);
            return;
        }

        _visits?.Enter();
        _events?.Enter();
        if (selection is null)
        {
            CountActive(slice, left);
            return;
        }

        int[]? selected = selection.Of(number);
        if (selected is null)
        {
            selected = _selector.Select();
            selection.Note(number, selected);
        }

        CountSelected(slice, selected, left);
    }

    private void CountActive(TableSlice slice, ReadOnlySpan<bool> left)
    {
        int[] starts = slice.VisitStarts;
        for (int visitor = 0; visitor < slice.Visitors.Length; visitor++)
        {
            if (left.Length > 0 && left[visitor]) continue;
            _counter.BeginVisitor();
            for (int visit = starts[visitor]; visit < starts[visitor + 1]; visit++)
            {
                if (_reader.IsActive(slice.Visits[visit])) CountShortly(visit);
            }
        }
    }

    private void CountSelected(TableSlice slice, int[] selected, ReadOnlySpan<bool> left)
    {
        int[] starts = slice.VisitStarts;
        int visitor = -1, end = 0;
        foreach (int visit in selected)
        {
            if (visit >= end)
            {
                do visitor++;
                while (starts[visitor + 1] <= visit);
                end = starts[visitor + 1];
                _counter.BeginVisitor();
            }

            if (left.Length == 0 || !left[visitor]) CountShortly(visit);
        }
    }

    private void CountShortly(int visit)
    {
        if (_visits is not null) _visits.Count(visit);
        else _events!.Count(visit);
    }

    private void CountAll(TableSlice slice, ReadOnlySpan<bool> left)
    {
        for (int visitor = 0; visitor < slice.Visitors.Length; visitor++)
        {
            if (left.Length == 0 || !left[visitor]) Count(slice, slice.VisitStarts[visitor], slice.VisitStarts[visitor + 1]);
        }
    }

    private void Count(TableSlice slice, int first, int end)
    {
        bool begun = false;
        for (int visit = first; visit < end; visit++)
        {
            if (!_reader.IsActive(slice.Visits[visit])) continue;
            if (!begun)
            {
                _counter.BeginVisitor();
                if (_plan.Done.Length > 0) _selector.FindDone(visit, end);
                begun = true;
            }

            Visit counted = _reader.Move(visit, _counter.Cursor);
            if (Condition.AllHold(_plan.VisitConditions, _counter.Cursor)) _counter.CountVisit(counted, _reader.Parts);
        }

        if (begun) _counter.EndVisitor();
    }
}
