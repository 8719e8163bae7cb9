using GaOrleans.Core.Visits;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Where the slices of the visitor id space start in each view, slice by slice, so that gathering a slice reads memory in order. Immutable.
/// </summary>
internal sealed class SliceTable
{
    private readonly int[] _starts;
    private readonly int[] _runs;
    private readonly int _views;
    private readonly int _bits;

    /// <summary>Looks the starts up.</summary>
    /// <param name="views">The views.</param>
    /// <param name="bits">There are two to the power of this slices.</param>
    public SliceTable(ViewScan[] views, int bits)
    {
        _views = views.Length;
        _bits = bits;
        Count = 1 << bits;
        _starts = new int[(Count + 1) * _views];
        _runs = new int[_starts.Length];
        Items = new Segment[_views][];
        for (int v = 0; v < _views; v++)
        {
            VisitSegments segments = views[v].Segments;
            Items[v] = segments.Items;
            for (int slice = 0; slice <= Count; slice++)
            {
                _starts[(slice * _views) + v] = segments.SliceStart(slice, bits);
                _runs[(slice * _views) + v] = segments.SliceRun(slice, bits);
            }
        }
    }

    /// <summary>Number of slices.</summary>
    public int Count { get; }

    /// <summary>The segments of each view.</summary>
    public Segment[][] Items { get; }

    /// <summary>For each view the first segment of a slice; of the slice after the last, the number of segments.</summary>
    public ReadOnlySpan<int> StartsOf(int slice) => _starts.AsSpan(slice * _views, _views);

    /// <summary>As <see cref="StartsOf"/>, of runs.</summary>
    public ReadOnlySpan<int> RunsOf(int slice) => _runs.AsSpan(slice * _views, _views);

    /// <summary>The smallest and largest visitor id of a slice.</summary>
    public (ulong First, ulong Last) VisitorsOf(int slice)
    {
        if (_bits == 0) return (0, ulong.MaxValue);
        ulong first = (ulong)slice << (64 - _bits);
        return (first, first + (ulong.MaxValue >> _bits));
    }

    /// <summary>Number of segments in a slice.</summary>
    public int SegmentsIn(int slice)
    {
        ReadOnlySpan<int> starts = StartsOf(slice), ends = StartsOf(slice + 1);
        int segments = 0;
        for (int v = 0; v < starts.Length; v++) segments += ends[v] - starts[v];
        return segments;
    }

    /// <summary>Links the segments of all visitors of a slice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void GatherAll(int slice, SliceVisitors to)
    {
        ReadOnlySpan<int> starts = StartsOf(slice), ends = StartsOf(slice + 1);
        for (int v = 0; v < starts.Length; v++)
        {
            Segment[] items = Items[v];
            for (int i = starts[v]; i < ends[v]; i++) to.Link(to.Intern(items[i].Visitor), items[i], v, items[i + 1].StartRow);
        }
    }

    /// <summary>Links the segments of those visitors of a slice that are known already.</summary>
    public void GatherKnown(int slice, SliceVisitors to)
    {
        ReadOnlySpan<int> starts = StartsOf(slice), ends = StartsOf(slice + 1);
        for (int v = 0; v < starts.Length; v++)
        {
            Segment[] items = Items[v];
            for (int i = starts[v]; i < ends[v]; i++)
            {
                int visitor = to.Find(items[i].Visitor);
                if (visitor >= 0) to.Link(visitor, items[i], v, items[i + 1].StartRow);
            }
        }
    }
}
