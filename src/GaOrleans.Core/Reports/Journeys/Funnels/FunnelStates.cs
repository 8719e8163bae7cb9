using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>How far the visitors of a slice have come. Reused from slice to slice; belongs to one thread.</summary>
internal sealed class FunnelStates
{
    private FunnelState[] _table = new FunnelState[64];
    private int _shift = 64 - 6;

    /// <summary>Empties it and makes room.</summary>
    /// <param name="most">Most visitors that will be added.</param>
    public void Clear(int most)
    {
        // At most two thirds full, so that a search always ends, and soon.
        int bits = Math.Max(6, 64 - BitOperations.LeadingZeroCount((ulong)most * 3 / 2));
        if (1 << bits > _table.Length) _table = new FunnelState[1 << bits];
        else Array.Clear(_table, 0, 1 << bits);
        _shift = 64 - bits;
    }

    /// <summary>
    /// Brings the places of visitors into the processor's cache: these loads do not wait for each other, while each search waits for its own.
    /// </summary>
    /// <returns>Nothing of meaning; it keeps the loads from being left out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Touch(ReadOnlySpan<ulong> visitors)
    {
        ref FunnelState table = ref MemoryMarshal.GetArrayDataReference(_table);
        ulong touched = 0;
        int shift = _shift;
        foreach (ulong visitor in visitors) touched ^= Unsafe.Add(ref table, (int)((visitor * 0x9E3779B97F4A7C15) >> shift)).Visitor;
        return touched;
    }

    /// <summary>The place of a visitor: its state, or an empty one that it may take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FunnelState Find(ulong visitor)
    {
        ref FunnelState table = ref MemoryMarshal.GetArrayDataReference(_table);
        int mask = (int)((1UL << (64 - _shift)) - 1), slot = (int)((visitor * 0x9E3779B97F4A7C15) >> _shift);
        while (true)
        {
            ref FunnelState state = ref Unsafe.Add(ref table, slot);
            if (state.Visitor == visitor || state.Steps == 0) return ref state;
            slot = (slot + 1) & mask;
        }
    }
}
