using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>
/// Reads what a plan needs of a slice's visits. To whatever counts, the slice is one view and each visit one part of it. Belongs to one thread.
/// </summary>
internal sealed class SliceReader
{
    private readonly CompiledPlan _plan;
    private readonly TimeRange _range;
    private readonly bool _readsRows;
    private readonly ViewScan[] _views = new ViewScan[1];
    private readonly ViewBounds[] _bounds = new ViewBounds[1];
    private readonly VisitPart[] _part = new VisitPart[1];
    private readonly int[]?[] _codes = new int[]?[6];

    /// <summary>Makes a reader.</summary>
    public SliceReader(CompiledPlan plan)
    {
        _plan = plan;
        _range = plan.Plan.Range;
        _readsRows = plan.HasEventPart || plan.Done.Length > 0 || (plan.Asked & ~(Counters.Visitors | Counters.Visits)) != Counters.None;
        Scan = new ScanRange(_views, _bounds, _range, SketchVisitors: false, plan.Plan.Stop);
    }

    /// <summary>The slice as what is counted.</summary>
    public ScanRange Scan { get; }

    /// <summary>The slice.</summary>
    public TableSlice Slice { get; private set; } = null!;

    /// <summary>The slice as a view.</summary>
    public ViewScan View => _views[0];

    /// <summary>The visit that was moved to as a part of the view.</summary>
    public ReadOnlySpan<VisitPart> Parts => _part;

    /// <summary>How the visit that was moved to lies to the range.</summary>
    public ref readonly ViewBounds Bounds => ref _bounds[0];

    /// <summary>Moves to a slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="views">What its columns are copied from.</param>
    public void Enter(TableSlice slice, ViewScan[] views)
    {
        Slice = slice;
        _views[0] = ViewOf(slice, views);
        for (VisitCode code = VisitCode.Client; code <= VisitCode.ExitHostname; code++) _codes[(int)code] = Needs(code) ? slice.Codes(code, views) : null;
    }

    /// <summary>Whether a visit is active in the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsActive(in TableVisit visit) => visit.FirstMs < _range.ToMs && visit.LastMs >= _range.FromMs;

    /// <summary>A code of each visit, where the plan needs it.</summary>
    public int[]? CodesOf(VisitCode code) => _codes[(int)code];

    /// <summary>Moves to a visit, its codes included.</summary>
    public Visit Move(int visit, Cursor cursor)
    {
        ReadCodes(visit, cursor);
        ref readonly TableVisit at = ref Slice.Visits[visit];
        if (_readsRows)
        {
            ref VisitPart part = ref _part[0];
            part.StartRow = at.StartRow;
            part.EndRow = Slice.Visits[visit + 1].StartRow;
            part.Events = at.Events;
            part.Pageviews = at.Pageviews;
            _views[0].BaseMs = at.BaseMs;
            _bounds[0] = new ViewBounds(at.BaseMs, at.FirstMs, at.LastMs, _range, _plan.Plan.Slots);
        }

        return new Visit { FirstMs = at.FirstMs, LastMs = at.LastMs, Pageviews = at.Pageviews, Interactive = at.Interactive, EndPart = 1 };
    }

    /// <summary>Reads the codes of a visit into a cursor.</summary>
    public void ReadCodes(int visit, Cursor cursor)
    {
        int[] to = cursor.VisitCodes;
        for (int code = 0; code < _codes.Length; code++)
        {
            if (_codes[code] is { } codes) to[code] = codes[visit];
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
