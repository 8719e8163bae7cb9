namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>
/// The events of one visitor that bear marks. They come in order, unless hours overlap, which they do only where the site changed its time zone.
/// Reused; belongs to one thread.
/// </summary>
internal sealed class VisitorEvents
{
    private JourneyEvent[] _items = new JourneyEvent[64];
    private int[] _visitCodes = new int[16];
    private int _count;
    private bool _isOrdered = true;

    /// <summary>Number of events.</summary>
    public int Count => _count;

    /// <summary>The code of a visit in the dimension by which visitors are grouped.</summary>
    public int CodeOf(int visit) => _visitCodes[visit];

    /// <summary>Forgets the visitor before.</summary>
    public void Clear() => (_count, _isOrdered) = (0, true);

    /// <summary>Notes the code of a visit.</summary>
    public void SetCode(int visit, int code)
    {
        if (visit >= _visitCodes.Length) Array.Resize(ref _visitCodes, Math.Max(visit + 1, _visitCodes.Length * 2));
        _visitCodes[visit] = code;
    }

    /// <summary>Adds an event.</summary>
    public void Add(in JourneyEvent item)
    {
        if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
        _isOrdered &= _count == 0 || _items[_count - 1].TimeMs <= item.TimeMs;
        _items[_count++] = item;
    }

    /// <summary>The events in order of time.</summary>
    public ReadOnlySpan<JourneyEvent> InTime()
    {
        if (!_isOrdered) Array.Sort(_items, 0, _count, Comparer<JourneyEvent>.Create(static (x, y) => (x.TimeMs, x.View, x.Row).CompareTo((y.TimeMs, y.View, y.Row))));
        return _items.AsSpan(0, _count);
    }

    /// <summary>The events visit by visit, in order of time in each.</summary>
    public ReadOnlySpan<JourneyEvent> ByVisit()
    {
        if (!_isOrdered) Array.Sort(_items, 0, _count, Comparer<JourneyEvent>.Create(static (x, y) => (x.Visit, x.TimeMs, x.View, x.Row).CompareTo((y.Visit, y.TimeMs, y.View, y.Row))));
        return _items.AsSpan(0, _count);
    }
}
