namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Counts a plan over slices of tables, visit by visit, as <see cref="VisitorCounter"/> does over views. Belongs to one thread.</summary>
internal sealed class TableScanner
{
    private readonly CompiledPlan _plan;
    private readonly SliceReader _reader;
    private readonly VisitorCounter _counter;
    private readonly VisitSelector _selector;
    private readonly IVisitLoop? _short;
    private readonly SparseLoop? _sparse;

    /// <summary>Makes a scanner.</summary>
    public TableScanner(CompiledPlan plan)
    {
        // What few rows carry is counted apart: the rest then needs no look at each row.
        _plan = plan.WithoutSparse();
        _reader = new SliceReader(plan);
        _counter = new VisitorCounter(_plan, _reader.Scan);
        _selector = new VisitSelector(plan, _reader, _counter.Cursor);
        if (!ReferenceEquals(_plan, plan)) _sparse = new SparseLoop(plan, _reader, _selector, _counter.Cursor, _counter.Tree);
        if (VisitLoop.Suits(_plan)) _short = new VisitLoop(_plan, _reader, _counter);
        else if (EventLoop.Suits(_plan)) _short = new EventLoop(_plan, _reader, _counter);
        else if (SelectedLoop.Suits(_plan)) _short = new SelectedLoop(_plan, _reader, _counter);
    }

    /// <summary>Whether a plan is counted in a short way.</summary>
    public static bool IsShort(CompiledPlan plan) => plan.WithoutSparse() is var most && (VisitLoop.Suits(most) || EventLoop.Suits(most) || SelectedLoop.Suits(most));

    /// <summary>What has been counted. To be asked once, at the end.</summary>
    public GroupTree Finish()
    {
        _short?.Finish();
        return _counter.Tree;
    }

    /// <summary>Counts the visitors of a slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="number">Its number in the table.</param>
    /// <param name="views">What its columns are copied from.</param>
    /// <param name="selection">The visits that fulfil the plan's condition; null when there is none.</param>
    /// <param name="left">Visitors to leave out; empty for none.</param>
    public void Scan(TableSlice slice, int number, ViewScan[] views, Selection? selection, ReadOnlySpan<bool> left)
    {
        _reader.Enter(slice, views);
        SelectedVisits? selected = selection is null ? null : Select(number, selection);
        if (_short is not null) _short.Count(selected?.WithEvent, left);
        else if (selected is null) CountAll(slice, left);
        else CountSelected(slice, selected.WithEvent, left);
        // Engagement counts where it passes the filter itself, also in visits without such an event.
        _sparse?.Count(selected?.WithRow, left);
    }

    private SelectedVisits Select(int number, Selection selection)
    {
        SelectedVisits? selected = selection.Of(number);
        if (selected is not null) return selected;
        selected = _selector.Select();
        selection.Note(number, selected);
        return selected;
    }

    private void CountSelected(TableSlice slice, int[] selected, ReadOnlySpan<bool> left)
    {
        for (int i = 0; i < selected.Length;)
        {
            int visitor = slice.VisitorOf[selected[i]];
            bool counts = left.Length == 0 || !left[visitor];
            if (counts) Begin(slice.VisitStarts[visitor], slice.VisitStarts[visitor + 1]);
            for (; i < selected.Length && slice.VisitorOf[selected[i]] == visitor; i++)
            {
                if (counts) _counter.CountVisit(_reader.Move(selected[i], _counter.Cursor), _reader.Parts);
            }

            if (counts) _counter.EndVisitor();
        }
    }

    private void CountAll(TableSlice slice, ReadOnlySpan<bool> left)
    {
        for (int visitor = 0; visitor < slice.Visitors.Length; visitor++)
        {
            if (left.Length == 0 || !left[visitor]) CountVisitor(slice, slice.VisitStarts[visitor], slice.VisitStarts[visitor + 1]);
        }
    }

    private void CountVisitor(TableSlice slice, int first, int end)
    {
        Begin(first, end);
        for (int visit = first; visit < end; visit++)
        {
            if (_reader.IsActive(slice.Visits[visit])) _counter.CountVisit(_reader.Move(visit, _counter.Cursor), _reader.Parts);
        }

        _counter.EndVisitor();
    }

    private void Begin(int first, int end)
    {
        _counter.BeginVisitor();
        if (_plan.Done.Length > 0) _selector.FindDone(first, end);
    }
}
