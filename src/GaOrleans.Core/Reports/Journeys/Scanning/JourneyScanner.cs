using GaOrleans.Core.Reports.Execution;

namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>
/// Scans slices of the visitor id space: derives each visitor's visits, gathers the events that bear marks and has them counted. Belongs to one thread.
/// </summary>
internal sealed class JourneyScanner<TCounter> : ISliceScanner
    where TCounter : IJourneyCounter
{
    private readonly CompiledJourney _journey;
    private readonly ScanRange _scan;
    private readonly SliceTable _table;
    private readonly SliceVisitors _slice;
    private readonly VisitorVisits _visits;
    private readonly VisitCodeReader? _codes;
    private readonly Cursor _cursor;
    private readonly DoneFinder _done;
    private readonly RowMarks _marks;
    private readonly VisitorEvents _events = new();
    private readonly VisitCode _grouping;

    /// <summary>Makes a scanner.</summary>
    /// <param name="journey">What to look for.</param>
    /// <param name="scan">Where.</param>
    /// <param name="grouping">Which code of visits the counter wants to know; any when it wants none.</param>
    /// <param name="table">The slices.</param>
    /// <param name="slice">Memory to work in.</param>
    /// <param name="counter">What counts.</param>
    public JourneyScanner(CompiledJourney journey, ScanRange scan, VisitCode grouping, SliceTable table, SliceVisitors slice, TCounter counter)
    {
        (_journey, _scan, _grouping, _table, _slice, Counter) = (journey, scan, grouping, table, slice, counter);
        _cursor = new Cursor(journey.Done.Length);
        _visits = new VisitorVisits(scan.Views, journey.Plan.Range);
        _codes = journey.NeedsCodes ? new VisitCodeReader(journey.Columns, journey.NeedsPages, scan.Views) : null;
        _done = new DoneFinder(journey.Done, scan.Views, scan.Bounds, _visits, _codes, _cursor);
        _marks = new RowMarks(journey, _cursor);
    }

    /// <summary>What counts.</summary>
    public TCounter Counter { get; }

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        int segments = _table.SegmentsIn(slice);
        if (segments == 0) return;
        _slice.Reset(segments);
        _table.GatherAll(slice, _slice);
        for (int visitor = 0; visitor < _slice.Count; visitor++)
        {
            _visits.Derive(_slice, visitor);
            if (_visits.Count > 0) CountVisitor();
        }
    }

    private void CountVisitor()
    {
        _done.Find();
        _events.Clear();
        for (int visit = 0; visit < _visits.Count; visit++)
        {
            ReadOnlySpan<VisitPart> parts = _visits.PartsOf(_visits[visit]);
            _codes?.Read(parts, _cursor);
            if (!Passes()) continue;
            _events.SetCode(visit, _cursor.VisitCodes[(int)_grouping]);
            foreach (ref readonly VisitPart part in parts) Gather(visit, part);
        }

        if (_events.Count > 0) Counter.Count(_events);
    }

    private bool Passes()
    {
        foreach (Condition condition in _journey.VisitConditions)
        {
            if (!condition.Holds(_cursor)) return false;
        }

        return true;
    }

    private void Gather(int visit, in VisitPart part)
    {
        ref readonly ViewBounds bounds = ref _scan.Bounds[part.View];
        ViewScan view = _scan.Views[part.View];
        _marks.Enter(view);
        for (int row = part.StartRow; row < part.EndRow; row++)
        {
            int ms = view.TimesMs[row];
            if (ms < bounds.RangeFrom || ms >= bounds.RangeTo) continue;
            int marks = _marks.Of(row);
            if (marks != 0) _events.Add(new JourneyEvent(view.BaseMs + ms, visit, part.View, row, marks));
        }
    }
}
