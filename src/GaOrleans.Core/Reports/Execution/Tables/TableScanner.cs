using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Counts a plan over slices of tables, visit by visit, as <see cref="VisitorCounter"/> does over views. Belongs to one thread.</summary>
internal sealed class TableScanner
{
    private readonly CompiledPlan _plan;
    private readonly TimeRange _range;
    private readonly bool _readsRows;

    // The one view and part that a visit's rows are.
    private readonly ViewScan[] _views = new ViewScan[1];
    private readonly ViewBounds[] _bounds = new ViewBounds[1];
    private readonly VisitPart[] _part = new VisitPart[1];
    private readonly int[]?[] _codes = new int[]?[6];
    private readonly VisitorCounter _counter;
    private TableSlice _slice = null!;

    /// <summary>Makes a scanner.</summary>
    public TableScanner(CompiledPlan plan)
    {
        _plan = plan;
        _range = plan.Plan.Range;
        _readsRows = plan.HasEventPart || plan.Done.Length > 0 || (plan.Asked & ~(Counters.Visitors | Counters.Visits)) != Counters.None;
        _counter = new VisitorCounter(plan, new ScanRange(_views, _bounds, _range, SketchVisitors: false, plan.Plan.Stop));
    }

    /// <summary>What has been counted.</summary>
    public GroupTree Tree => _counter.Tree;

    /// <summary>Counts the visitors of a slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="views">What its columns are copied from.</param>
    /// <param name="left">Visitors to leave out; empty for none.</param>
    public void Scan(TableSlice slice, ViewScan[] views, ReadOnlySpan<bool> left)
    {
        _slice = slice;
        _views[0] = ViewOf(slice, views);
        for (VisitCode code = VisitCode.Client; code <= VisitCode.ExitHostname; code++) _codes[(int)code] = Needs(code) ? slice.Codes(code, views) : null;
        int[] starts = slice.VisitStarts;
        for (int visitor = 0; visitor < slice.Visitors.Length; visitor++)
        {
            if (left.Length == 0 || !left[visitor]) Count(starts[visitor], starts[visitor + 1]);
        }
    }

    private void Count(int first, int end)
    {
        bool begun = false;
        for (int visit = first; visit < end; visit++)
        {
            if (!IsActive(_slice.Visits[visit])) continue;
            if (!begun)
            {
                _counter.BeginVisitor();
                if (_plan.Done.Length > 0) FindDone(visit, end);
                begun = true;
            }

            ReadCodes(visit);
            if (_counter.Passes(_plan.VisitConditions)) _counter.CountVisit(Move(visit), _part);
        }

        if (begun) _counter.EndVisitor();
    }

    private bool IsActive(in TableVisit visit) => visit.FirstMs < _range.ToMs && visit.LastMs >= _range.FromMs;

    private Visit Move(int visit)
    {
        ref readonly TableVisit at = ref _slice.Visits[visit];
        if (_readsRows)
        {
            ref VisitPart part = ref _part[0];
            part.StartRow = at.StartRow;
            part.EndRow = _slice.Visits[visit + 1].StartRow;
            part.Events = at.Events;
            part.Pageviews = at.Pageviews;
            _views[0].BaseMs = at.BaseMs;
            _bounds[0] = new ViewBounds(at.BaseMs, at.FirstMs, at.LastMs, _range, _plan.Plan.Slots);
        }

        return new Visit { FirstMs = at.FirstMs, LastMs = at.LastMs, Pageviews = at.Pageviews, Interactive = at.Interactive, EndPart = 1 };
    }

    private void ReadCodes(int visit)
    {
        int[] to = _counter.Cursor.VisitCodes;
        for (int code = 0; code < _codes.Length; code++)
        {
            if (_codes[code] is { } codes) to[code] = codes[visit];
        }
    }

    private void FindDone(int first, int end)
    {
        Cursor cursor = _counter.Cursor;
        for (int i = 0; i < _plan.Done.Length; i++)
        {
            cursor.Done[i] = false;
            for (int visit = first; visit < end && !cursor.Done[i]; visit++)
            {
                if (!IsActive(_slice.Visits[visit])) continue;
                ReadCodes(visit);
                Move(visit);
                cursor.Done[i] = _counter.HasDone(_plan.Done[i].Child, _part);
            }
        }
    }

    private bool Needs(VisitCode code) => code switch
    {
        VisitCode.Client => _plan.NeedsCodes && _plan.Columns.Has(Column.Client),
        VisitCode.Origin => _plan.NeedsCodes && _plan.Columns.Has(Column.Origin),
        VisitCode.EntryPage or VisitCode.ExitPage => _plan.NeedsPages && _plan.Columns.Has(Column.Page),
        _ => _plan.NeedsPages && _plan.Columns.Has(Column.Hostname),
    };

    private ViewScan ViewOf(TableSlice slice, ViewScan[] views)
    {
        var columns = new int[6][];
        for (Column column = Column.Name; column <= Column.Props; column++)
        {
            // Clients and origins are asked of visits, not of rows.
            bool needed = _readsRows && _plan.Columns.Has(column) && column is not (Column.Client or Column.Origin);
            columns[(int)column] = needed ? slice.Rows(column, views) : [];
        }

        return new ViewScan
        {
            BaseMs = 0,
            Segments = null!,
            TimesMs = slice.TimesMs,
            Flags = slice.Flags,
            Columns = columns,
            Revenue = Asks(Counters.Revenue) ? slice.Revenue(views) : [],
            EngagementMs = Asks(Counters.Engagement) ? slice.EngagementMs(views) : [],
            ScrollDepth = Asks(Counters.Scroll) ? slice.ScrollDepth(views) : [],
        };
    }

    private bool Asks(Counters counter) => (_plan.Asked & counter) != Counters.None;
}
