namespace GaOrleans.Core.Reports.Execution;

/// <summary>How a view lies to the range, the chunk and the slots, in milliseconds after the start of its hour.</summary>
internal readonly struct ViewBounds
{
    /// <summary>Finds out the bounds of a view.</summary>
    public ViewBounds(ViewScan view, TimeRange range, TimeRange chunk, TimeSlots? slots)
    {
        (RangeFrom, RangeTo) = (Clamp(range.FromMs - view.BaseMs), Clamp(range.ToMs - view.BaseMs));
        (ChunkFrom, ChunkTo) = (Clamp(chunk.FromMs - view.BaseMs), Clamp(chunk.ToMs - view.BaseMs));
        bool any = view.Segments.Count > 0;
        IsWhole = any && view.Segments.MinMs >= Math.Max(RangeFrom, ChunkFrom) && view.Segments.MaxMs < Math.Min(RangeTo, ChunkTo);
        Slot = -1;
        if (slots is null) Slot = 0;
        else if (IsWhole)
        {
            int slot = SlotSearch.Find(slots, view.BaseMs + view.Segments.MinMs);
            if (slot == SlotSearch.Find(slots, view.BaseMs + view.Segments.MaxMs)) Slot = slot;
        }
    }

    /// <summary>Finds out the bounds of a visit that is read by itself, over a whole range.</summary>
    /// <param name="baseMs">What its rows' times count from.</param>
    /// <param name="firstMs">Its first row.</param>
    /// <param name="lastMs">Its last row.</param>
    /// <param name="range">The range.</param>
    /// <param name="slots">The slots, or null.</param>
    public ViewBounds(long baseMs, long firstMs, long lastMs, TimeRange range, TimeSlots? slots)
    {
        (RangeFrom, RangeTo) = (Clamp(range.FromMs - baseMs), Clamp(range.ToMs - baseMs));
        (ChunkFrom, ChunkTo) = (RangeFrom, RangeTo);
        IsWhole = firstMs >= range.FromMs && lastMs < range.ToMs;
        Slot = -1;
        if (slots is null) Slot = 0;
        else if (IsWhole)
        {
            int slot = SlotSearch.Find(slots, firstMs);
            if (slot + 1 == slots.StartsMs.Length || lastMs < slots.StartsMs[slot + 1]) Slot = slot;
        }
    }

    /// <summary>First instant in the range.</summary>
    public int RangeFrom { get; }

    /// <summary>First instant after the range.</summary>
    public int RangeTo { get; }

    /// <summary>First instant in the chunk.</summary>
    public int ChunkFrom { get; }

    /// <summary>First instant after the chunk.</summary>
    public int ChunkTo { get; }

    /// <summary>Whether all rows are in the range and in the chunk.</summary>
    public bool IsWhole { get; }

    /// <summary>The slot that holds all rows, or -1 when there are several or rows outside; 0 without slots.</summary>
    public int Slot { get; }

    private static int Clamp(long ms) => (int)Math.Clamp(ms, int.MinValue, int.MaxValue);
}
