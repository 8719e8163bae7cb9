using System.Runtime.CompilerServices;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Finds the visitors of a slice whose visits may count elsewhere than where their events are: who are in a view that is not whole in one slot, who have
/// engagement events alone, or whose visit goes on into the next slot where visits count by their last activity. Belongs to one thread.
/// </summary>
internal sealed class DoubtfulVisitors(ScanRange scan, DistinctSlots slots, SliceTable table, SliceNumbers numbers)
{
    // By number of visitor; each search has a mark of its own, from slice to slice.
    private int[] _doubtful = [], _seen = [], _lastMs = [];
    private int _doubt, _search;

    /// <summary>Finds them and gathers all of their segments.</summary>
    /// <param name="slice">The slice, which the numbers are at.</param>
    /// <param name="to">Where they are gathered.</param>
    /// <returns>Whether there are any.</returns>
    public bool Find(int slice, SliceVisitors to)
    {
        if (_doubtful.Length < numbers.Count)
        {
            Array.Resize(ref _doubtful, numbers.Count);
            Array.Resize(ref _seen, numbers.Count);
            Array.Resize(ref _lastMs, numbers.Count);
        }

        _doubt++;
        int found = 0;
        foreach (int v in slots.DoubtfulViews) found += slots.IsPlain(v) ? FindThatGoOn(v, slice) : FindAll(v);
        if (found == 0) return false;
        to.Reset(found);
        Gather(slice, to);
        return true;
    }

    private int FindAll(int view)
    {
        int found = 0;
        foreach (int visitor in numbers.Of(view)) found += Add(visitor);
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Add(int visitor)
    {
        int added = _doubtful[visitor] == _doubt ? 0 : 1;
        _doubtful[visitor] = _doubt;
        return added;
    }

    // A visit goes on where a later view has a hit of the visitor before the pause that ends it.
    private int FindThatGoOn(int view, int slice)
    {
        long latest = scan.Views[view].BaseMs + scan.Views[view].Segments.MaxMs + VisitRules.IdleTimeoutMs;
        int found = FindOpen(view, slice);
        for (int v = view + 1; v < scan.Views.Length && scan.Views[v].BaseMs <= latest; v++) found += FindContinued(view, v, slice);
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindOpen(int view, int slice)
    {
        _search++;
        VisitSegments segments = scan.Views[view].Segments;
        ReadOnlySpan<int> visitors = numbers.Of(view);
        int run = table.RunsOf(slice)[view] - 1, visitor = 0, found = 0;
        for (int i = table.StartsOf(slice)[view], end = table.StartsOf(slice + 1)[view], first = run + 1; i < end; i++)
        {
            ref readonly Segment segment = ref segments.Items[i];
            if (run < first || segment.Visitor != segments.RunVisitors[run]) visitor = visitors[++run - first];
            if (segment.Events == 0) found += Add(visitor);
            if (segment.LastMs < slots.DoubtfulFromMs[view]) continue;
            _seen[visitor] = _search;
            _lastMs[visitor] = segment.LastMs;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindContinued(int view, int next, int slice)
    {
        VisitSegments segments = scan.Views[next].Segments;
        int run = table.RunsOf(slice)[next], found = 0;
        long gapMs = scan.Views[next].BaseMs - scan.Views[view].BaseMs;
        ReadOnlySpan<int> visitors = numbers.Of(next);
        for (int i = 0; i < visitors.Length; i++)
        {
            int visitor = visitors[i];
            if (_seen[visitor] != _search) continue;
            int firstMs = segments.Items[segments.SegmentOf(run + i)].FirstMs;
            if (gapMs + firstMs - _lastMs[visitor] <= VisitRules.IdleTimeoutMs) found += Add(visitor);
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(int slice, SliceVisitors to)
    {
        ReadOnlySpan<int> starts = table.RunsOf(slice);
        int[] doubtful = _doubtful;
        int doubt = _doubt;
        for (int v = 0; v < starts.Length; v++)
        {
            ReadOnlySpan<int> visitors = numbers.Of(v);
            for (int i = 0; i < visitors.Length; i++)
            {
                if (doubtful[visitors[i]] == doubt) Link(v, starts[v] + i, to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Link(int view, int run, SliceVisitors to)
    {
        VisitSegments segments = scan.Views[view].Segments;
        int visitor = to.Intern(segments.RunVisitors[run]);
        for (int i = segments.SegmentOf(run); i < segments.Count && segments.Items[i].Visitor == segments.RunVisitors[run]; i++)
            to.Link(visitor, segments.Items[i], view, segments.Items[i + 1].StartRow);
    }
}
