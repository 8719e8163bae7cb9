using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// How the views of a range fall into slots, for counting visitors by slot: which views can be counted whole, and which leave open where a visit counts. Immutable.
/// </summary>
internal sealed class DistinctSlots
{
    private readonly CompiledPlan _plan;
    private readonly ScanRange _scan;

    /// <summary>Sorts the views of a range.</summary>
    /// <param name="plan">What to count: visitors only.</param>
    /// <param name="scan">Where.</param>
    public DistinctSlots(CompiledPlan plan, ScanRange scan)
    {
        (_plan, _scan) = (plan, scan);
        int views = scan.Views.Length;
        Slots = [.. Enumerable.Range(0, views).Where(IsPlain).GroupBy(v => scan.Bounds[v].Slot).Select(slot => new SlotViews(slot.Key, [.. slot]))];
        DoubtfulFromMs = [.. Enumerable.Range(0, views).Select(DoubtfulFrom)];
        DoubtfulViews = [.. Enumerable.Range(0, views).Where(v => !IsOutside(v) && (scan.Views[v].Segments.HasEventless || scan.Views[v].Segments.MaxMs >= DoubtfulFromMs[v]))];
    }

    /// <summary>The slots and the views that lie wholly in them.</summary>
    public SlotViews[] Slots { get; }

    /// <summary>For each view from when on the last hit of a segment leaves open where its visit counts.</summary>
    public int[] DoubtfulFromMs { get; }

    /// <summary>Views with segments that leave that open, or that have engagement events alone.</summary>
    public int[] DoubtfulViews { get; }

    /// <summary>Whether a view lies wholly in one slot.</summary>
    public bool IsPlain(int view) => _scan.Bounds[view].IsWhole && _scan.Bounds[view].Slot >= 0;

    // What a visit does outside of the range changes nothing: its events in the range count there, and a visit that goes on after it counts in the last slot.
    // Only a range shorter than a pause can lie within a visit that has no event in it.
    private bool IsOutside(int view)
    {
        if (_plan.Plan.Range.ToMs - _plan.Plan.Range.FromMs < VisitRules.IdleTimeoutMs) return false;
        VisitSegments segments = _scan.Views[view].Segments;
        return segments.Count == 0 || segments.MinMs >= _scan.Bounds[view].RangeTo || segments.MaxMs < _scan.Bounds[view].RangeFrom;
    }

    private int DoubtfulFrom(int view)
    {
        if (!IsPlain(view)) return int.MinValue;
        TimeSlots? slots = _plan.Plan.Slots;
        int next = _scan.Bounds[view].Slot + 1;
        if (slots is null || _plan.IsByActivity || next == slots.StartsMs.Length) return int.MaxValue;
        return (int)Math.Clamp(slots.StartsMs[next] - VisitRules.IdleTimeoutMs - _scan.Views[view].BaseMs, int.MinValue, int.MaxValue);
    }

    /// <summary>A slot and the views that lie wholly in it.</summary>
    internal readonly record struct SlotViews(int Slot, int[] Views);
}
