using System.Numerics;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Counts the different pairs of visitor and group, part by part. Belongs to one thread.</summary>
/// <param name="nodes">Number of groups.</param>
internal sealed class PairCounter(int nodes)
{
    private readonly int[] _visitors = new int[nodes];

    // The node plus one, so that 0 is an empty slot.
    private VisitorPair[] _table = new VisitorPair[1024];
    private int _count;

    /// <summary>Different visitors counted in a group.</summary>
    public int VisitorsOf(int node) => _visitors[node];

    /// <summary>Begins a part: visitors of other parts are others.</summary>
    public void Clear()
    {
        if (_count > 0) Array.Clear(_table);
        _count = 0;
    }

    /// <summary>Counts pairs that were not added since <see cref="Clear"/>.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="nodeOf">The group that each of their nodes is.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<VisitorPair> pairs, int[] nodeOf)
    {
        Reserve(_count + pairs.Length);
        VisitorPair[] table = _table;
        int mask = table.Length - 1;
        foreach (ref readonly VisitorPair pair in pairs)
        {
            var wanted = new VisitorPair(pair.Visitor, nodeOf[pair.Node] + 1);
            int slot = SlotOf(wanted) & mask;
            while (table[slot].Node != 0 && table[slot] != wanted) slot = (slot + 1) & mask;
            if (table[slot].Node != 0) continue;
            table[slot] = wanted;
            _visitors[wanted.Node - 1]++;
            _count++;
        }
    }

    private static int SlotOf(in VisitorPair pair) => (int)(((pair.Visitor + (ulong)(uint)pair.Node * 0xD6E8FEB86659FD93) * 0x9E3779B97F4A7C15) >> 33);

    private void Reserve(int pairs)
    {
        if (pairs * 3L / 2 < _table.Length) return;
        VisitorPair[] old = _table;
        _table = new VisitorPair[BitOperations.RoundUpToPowerOf2((uint)pairs * 2)];
        if (_count == 0) return;
        int mask = _table.Length - 1;
        foreach (ref readonly VisitorPair pair in old.AsSpan())
        {
            if (pair.Node == 0) continue;
            int slot = SlotOf(pair) & mask;
            while (_table[slot].Node != 0) slot = (slot + 1) & mask;
            _table[slot] = pair;
        }
    }
}
