using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Finds time slots of about one length, by a guess that is at most a few off.</summary>
internal sealed class SlotFinder(TimeSlots slots)
{
    private readonly long[] _starts = slots.StartsMs;
    private readonly double _slotsPerMs = (double)slots.StartsMs.Length / (slots.EndMs - slots.StartsMs[0]);

    /// <summary>The slot that holds an instant inside the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(long ms)
    {
        long[] starts = _starts;
        int slot = Math.Clamp((int)((ms - starts[0]) * _slotsPerMs), 0, starts.Length - 1);
        while (ms < starts[slot]) slot--;
        while (slot + 1 < starts.Length && ms >= starts[slot + 1]) slot++;
        return slot;
    }

    /// <summary>Whether two instants, the later one possibly after the range, are in one slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOne(long firstMs, long lastMs)
    {
        int slot = Find(firstMs);
        return slot + 1 == _starts.Length || lastMs < _starts[slot + 1];
    }
}
