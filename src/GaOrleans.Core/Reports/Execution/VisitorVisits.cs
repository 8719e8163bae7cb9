using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The visits of one visitor that are active in the range: its segments joined where no pause ends the visit. Reused; belongs to one thread.
/// </summary>
internal sealed class VisitorVisits(ViewScan[] views, TimeRange range)
{
    private Visit[] _visits = new Visit[16];
    private VisitPart[] _parts = new VisitPart[64];
    private int _partCount;

    /// <summary>Number of visits.</summary>
    public int Count { get; private set; }

    /// <summary>A visit.</summary>
    public ref readonly Visit this[int visit] => ref _visits[visit];

    /// <summary>The parts of a visit, in order of time.</summary>
    public ReadOnlySpan<VisitPart> PartsOf(in Visit visit) => _parts.AsSpan(visit.FirstPart, visit.EndPart - visit.FirstPart);

    /// <summary>Derives the visits of a visitor of the slice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Derive(SliceVisitors slice, int visitor)
    {
        Count = 0;
        _partCount = 0;
        bool open = false;
        for (int i = slice.FirstOf(visitor); i >= 0;)
        {
            ref readonly LinkedSegment segment = ref slice[i];
            long baseMs = views[segment.View].BaseMs;
            if (open && baseMs + segment.Segment.FirstMs - _visits[Count].LastMs <= VisitRules.IdleTimeoutMs)
            {
                Append(segment, i, baseMs, segment.Segment.StartRow);
            }
            else
            {
                if (open) Close();
                open = segment.Segment.Events > 0;
                if (open) Open(segment, i, baseMs);
            }

            i = segment.Next;
        }

        if (open) Close();
    }

    private void Open(in LinkedSegment segment, int link, long baseMs)
    {
        if (Count == _visits.Length) Array.Resize(ref _visits, Count * 2);
        int row = segment.Segment.StartRow, firstMs = segment.Segment.FirstMs;
        if ((segment.Segment.Traits & SegmentTraits.LeadsWithEngagement) != SegmentTraits.None)
        {
            ViewScan view = views[segment.View];
            while ((view.Flags[row] & RowFlags.Engagement) != RowFlags.None) row++;
            firstMs = view.TimesMs[row];
        }

        _visits[Count] = new Visit { FirstMs = baseMs + firstMs, FirstPart = _partCount };
        Append(segment, link, baseMs, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Append(in LinkedSegment segment, int link, long baseMs, int startRow)
    {
        if (_partCount == _parts.Length) Array.Resize(ref _parts, _partCount * 2);
        ref VisitPart part = ref _parts[_partCount++];
        part.View = segment.View;
        part.Link = link;
        part.StartRow = startRow;
        part.EndRow = segment.EndRow;
        part.Pageviews = segment.Segment.Pageviews;
        part.Events = segment.Segment.Events;
        ref Visit visit = ref _visits[Count];
        visit.LastMs = baseMs + segment.Segment.LastMs;
        visit.Pageviews += segment.Segment.Pageviews;
        visit.Interactive |= (segment.Segment.Traits & SegmentTraits.Interactive) != SegmentTraits.None;
    }

    private void Close()
    {
        ref Visit visit = ref _visits[Count];
        visit.EndPart = _partCount;
        if (visit.LastMs >= range.FromMs && visit.FirstMs < range.ToMs) Count++;
        else _partCount = visit.FirstPart;
    }
}
