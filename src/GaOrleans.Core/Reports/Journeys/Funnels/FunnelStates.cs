using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>How far the visitors of a slice have come. Reused from slice to slice; belongs to one thread.</summary>
internal sealed class FunnelStates
{
    private State[] _table = new State[64];
    private int _shift = 64 - 6;
    private int _epoch;

    /// <summary>Empties it and makes room.</summary>
    /// <param name="most">Most visitors that will be added.</param>
    public void Clear(int most)
    {
        // At most two thirds full, so that a search always ends, and soon.
        int bits = Math.Max(6, 64 - BitOperations.LeadingZeroCount((ulong)most * 3 / 2));
        if (1 << bits > _table.Length) _table = new State[1 << bits];
        _shift = 64 - bits;
        if (++_epoch != int.MaxValue) return;
        Array.Clear(_table);
        _epoch = 1;
    }

    /// <summary>The place of a visitor: its state, or the empty one that it would take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref State Find(ulong visitor, out bool known)
    {
        ref State table = ref MemoryMarshal.GetArrayDataReference(_table);
        int mask = (int)((1UL << (64 - _shift)) - 1), slot = (int)((visitor * 0x9E3779B97F4A7C15) >> _shift);
        while (true)
        {
            ref State state = ref Unsafe.Add(ref table, slot);
            known = state.Epoch == _epoch;
            if (!known || state.Visitor == visitor) return ref state;
            slot = (slot + 1) & mask;
        }
    }

    /// <summary>Takes an empty place.</summary>
    public void Take(ref State state, ulong visitor, long timeMs)
    {
        state.Visitor = visitor;
        state.Epoch = _epoch;
        state.Steps = 1;
        state.LastMs = timeMs;
    }

    /// <summary>A visitor.</summary>
    internal struct State
    {
        /// <summary>Who.</summary>
        public ulong Visitor;

        /// <summary>When it reached its last step.</summary>
        public long LastMs;

        /// <summary>Steps reached.</summary>
        public int Steps;

        /// <summary>The slice that it belongs to.</summary>
        public int Epoch;
    }
}
