namespace GaOrleans.Core.Reports.Execution;

/// <summary>Finds time slots.</summary>
internal static class SlotSearch
{
    /// <summary>The slot that holds an instant inside the range.</summary>
    public static int Find(TimeSlots slots, long ms)
    {
        int found = Array.BinarySearch(slots.StartsMs, ms);
        return found >= 0 ? found : ~found - 1;
    }
}
