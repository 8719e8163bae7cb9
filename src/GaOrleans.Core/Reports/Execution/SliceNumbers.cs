using System.Runtime.CompilerServices;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The visitors of a slice by number, so that what is to be known of each is in an array: as the views keep them, else found out for the slice. Belongs to one thread.
/// </summary>
/// <param name="views">The views.</param>
/// <param name="table">The slices; where numbers are kept, the parts that these are by.</param>
/// <param name="kept">The kept numbers, or null.</param>
internal sealed class SliceNumbers(ViewScan[] views, SliceTable table, KeptNumbers? kept)
{
    private readonly NumberTable _found = new();
    private readonly int[] _places = new int[views.Length];
    private int[] _numbers = [];
    private int _slice;

    /// <summary>Numbers of visitors of the slice are below.</summary>
    public int Count { get; private set; }

    /// <summary>Moves to a slice.</summary>
    public void Enter(int slice)
    {
        _slice = slice;
        if (kept is null) Find(slice);
        Count = kept?.CountOf(slice) ?? _found.Count;
    }

    /// <summary>The numbers of the visitors of a view's runs in the slice, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Of(int view)
    {
        int start = table.RunsOf(_slice)[view], count = table.RunsOf(_slice + 1)[view] - start;
        return kept is null ? _numbers.AsSpan(_places[view], count) : kept.OfView(view).AsSpan(start, count);
    }

    private void Find(int slice)
    {
        ReadOnlySpan<int> starts = table.RunsOf(slice), ends = table.RunsOf(slice + 1);
        int runs = 0;
        for (int v = 0; v < starts.Length; v++)
        {
            _places[v] = runs;
            runs += ends[v] - starts[v];
        }

        if (_numbers.Length < runs) _numbers = new int[runs];
        _found.Clear();
        for (int v = 0; v < starts.Length; v++) _found.Number(views[v].Segments.RunVisitors.AsSpan(starts[v]..ends[v]), _numbers.AsSpan(_places[v]));
    }
}
