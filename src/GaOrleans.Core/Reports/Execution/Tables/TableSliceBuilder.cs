using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Makes <see cref="TableSlice"/>s of the visitors of all views, or of some. Belongs to one thread.</summary>
/// <param name="views">The views.</param>
/// <param name="table">Their slices.</param>
/// <param name="memory">Memory to work in.</param>
/// <param name="wanted">The visitors wanted, ascending; null for all.</param>
internal sealed class TableSliceBuilder(ViewScan[] views, SliceTable table, SliceVisitors memory, ulong[]? wanted) : ISliceScanner
{
    private static readonly TimeRange Always = new(long.MinValue, long.MaxValue);

    private readonly VisitorVisits _derived = new(views, Always);
    private readonly List<TableSlice> _made = [];
    private readonly List<TableVisit> _visits = [];
    private readonly List<int> _visitStarts = [];
    private readonly List<int> _segments = [];
    private int[] _times = [];
    private RowFlags[] _flags = [];
    private int _rows;

    /// <summary>What has been made.</summary>
    public IReadOnlyList<TableSlice> Made => _made;

    /// <summary>Whether a visit is so long that the times of its rows cannot be told in 32 bits.</summary>
    public bool HasEndlessVisits { get; private set; }

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        int segments = table.SegmentsIn(slice);
        if (segments == 0) return;
        int[] starts = wanted is null ? LinkAll(slice, segments) : LinkWanted(slice, segments, WantedIn(slice, wanted));
        if (memory.Count == 0) return;
        int[] places = new int[starts[^1]];
        Array.Fill(places, SliceLinks.Nowhere);
        Derive(places);
        var ids = new ulong[memory.Count];
        for (int visitor = 0; visitor < ids.Length; visitor++)
        {
            int segment = memory.FirstOf(visitor);
            if (segment >= 0) ids[visitor] = memory[segment].Segment.Visitor;
        }

        _made.Add(new TableSlice
        {
            Visitors = ids,
            VisitStarts = [.. _visitStarts],
            VisitorOf = VisitorOfVisits(),
            Visits = [.. _visits],
            Links = new SliceLinks(starts, wanted is null ? table.StartsOf(slice).ToArray() : [], [.. _segments], places),
            TimesMs = _times.AsSpan(0, _rows).ToArray(),
            Flags = _flags.AsSpan(0, _rows).ToArray(),
        });
    }

    private int[] VisitorOfVisits()
    {
        var visitors = new int[_visitStarts[^1]];
        for (int visitor = 0; visitor + 1 < _visitStarts.Count; visitor++) visitors.AsSpan(_visitStarts[visitor].._visitStarts[visitor + 1]).Fill(visitor);
        return visitors;
    }

    private int[] LinkAll(int slice, int segments)
    {
        memory.Reset(segments);
        table.GatherAll(slice, memory);
        ReadOnlySpan<int> first = table.StartsOf(slice), ends = table.StartsOf(slice + 1);
        var starts = new int[views.Length + 1];
        for (int v = 0; v < views.Length; v++) starts[v + 1] = starts[v] + ends[v] - first[v];
        return starts;
    }

    private int[] LinkWanted(int slice, int segments, ReadOnlySpan<ulong> visitors)
    {
        memory.Reset(visitors.Length);
        var starts = new int[views.Length + 1];
        if (visitors.Length == 0) return starts;
        foreach (ulong visitor in visitors) memory.Intern(visitor);
        _segments.Clear();
        ReadOnlySpan<int> first = table.StartsOf(slice), ends = table.StartsOf(slice + 1);
        for (int v = 0; v < views.Length; v++)
        {
            Segment[] items = table.Items[v];
            for (int i = first[v]; i < ends[v]; i++)
            {
                int visitor = memory.Find(items[i].Visitor);
                if (visitor < 0) continue;
                memory.Link(visitor, items[i], v, items[i + 1].StartRow);
                _segments.Add(i);
            }

            starts[v + 1] = _segments.Count;
        }

        return starts;
    }

    private ReadOnlySpan<ulong> WantedIn(int slice, ulong[] visitors)
    {
        (ulong first, ulong last) = table.VisitorsOf(slice);
        int from = FirstFrom(visitors, first), to = last == ulong.MaxValue ? visitors.Length : FirstFrom(visitors, last + 1);
        return visitors.AsSpan(from, to - from);
    }

    private static int FirstFrom(ulong[] visitors, ulong id)
    {
        int at = Array.BinarySearch(visitors, id);
        return at >= 0 ? at : ~at;
    }

    private void Derive(int[] places)
    {
        _visits.Clear();
        _visitStarts.Clear();
        _rows = 0;
        for (int visitor = 0; visitor < memory.Count; visitor++)
        {
            _visitStarts.Add(_visits.Count);
            _derived.Derive(memory, visitor);
            for (int visit = 0; visit < _derived.Count; visit++) Add(_derived[visit], _derived.PartsOf(_derived[visit]), places);
        }

        _visitStarts.Add(_visits.Count);
        _visits.Add(new TableVisit { StartRow = _rows });
    }

    private void Add(in Visit visit, ReadOnlySpan<VisitPart> parts, int[] places)
    {
        HasEndlessVisits |= visit.LastMs - visit.FirstMs > uint.MaxValue;
        int startRow = _rows, events = 0;
        long firstMs = visit.FirstMs;
        for (int part = 0; part < parts.Length; part++)
        {
            ref readonly VisitPart at = ref parts[part];
            places[at.Link] = part == 0 ? ~_visits.Count : _rows;
            events += at.Events;
            int count = at.EndRow - at.StartRow;
            MakeRoom(count);
            ViewScan view = views[at.View];
            int shift = unchecked((int)(view.BaseMs - firstMs + int.MinValue));
            ReadOnlySpan<int> times = view.TimesMs.AsSpan(at.StartRow, count);
            Span<int> to = _times.AsSpan(_rows, count);
            for (int i = 0; i < count; i++) to[i] = unchecked(times[i] + shift);
            view.Flags.AsSpan(at.StartRow, count).CopyTo(_flags.AsSpan(_rows));
            _rows += count;
        }

        _visits.Add(new TableVisit(visit, startRow, events));
    }

    private void MakeRoom(int rows)
    {
        if (_rows + rows <= _times.Length) return;
        int room = Math.Max(_rows + rows, Math.Max(1024, _times.Length * 2));
        Array.Resize(ref _times, room);
        Array.Resize(ref _flags, room);
    }
}
