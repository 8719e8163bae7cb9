using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The groups of a report as paths of value ids from a root, a level a dimension; every node has counters. Grows as values are met.
/// Belongs to one thread.
/// </summary>
internal sealed class GroupTree
{
    /// <summary>The root: the group of a report without dimensions.</summary>
    public const int Root = 0;

    private int[] _ofRoot = new int[64];
    private int[] _slots = new int[64];
    private Node[] _nodes = new Node[32];

    /// <summary>Counters of each node.</summary>
    public GroupTotals[] Totals = new GroupTotals[32];

    /// <summary>Number of the visitor last counted in each node.</summary>
    public int[] VisitorMarks = new int[32];

    /// <summary>Number of the visit last met in each node.</summary>
    public int[] VisitMarks = new int[32];

    /// <summary>Number of nodes; a parent's number is smaller than its children's.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The node above; meaningless for the root.</summary>
    public int ParentOf(int node) => _nodes[node].Parent;

    /// <summary>The value by which it differs from the others of its parent.</summary>
    public int ValueOf(int node) => _nodes[node].Value;

    /// <summary>Levels above the node.</summary>
    public int DepthOf(int node) => _nodes[node].Depth;

    /// <summary>The node of a value under another node, new or known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Child(int parent, int value)
    {
        if (parent != Root) return ChildByHash(parent, value);
        if (value < _ofRoot.Length && _ofRoot[value] != 0) return _ofRoot[value];
        if (value >= _ofRoot.Length) Array.Resize(ref _ofRoot, Math.Max(value + 1, _ofRoot.Length * 2));
        return _ofRoot[value] = Add(parent, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ChildByHash(int parent, int value)
    {
        int mask = _slots.Length - 1, slot = SlotOf(parent, value);
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int known = _slots[slot];
            if (_nodes[known].Parent == parent && _nodes[known].Value == value) return known;
        }

        int added = Add(parent, value);
        _slots[slot] = added;
        if (Count * 2 > _slots.Length) Rehash();
        return added;
    }

    private int SlotOf(int parent, int value) =>
        (int)(((((ulong)(uint)parent << 32) | (uint)value) * 0x9E3779B97F4A7C15) >> 32) & (_slots.Length - 1);

    private int Add(int parent, int value)
    {
        int added = Count++;
        if (added == _nodes.Length)
        {
            Array.Resize(ref _nodes, added * 2);
            Array.Resize(ref Totals, added * 2);
            Array.Resize(ref VisitorMarks, added * 2);
            Array.Resize(ref VisitMarks, added * 2);
        }

        _nodes[added] = new Node(parent, value, _nodes[parent].Depth + 1);
        return added;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        int mask = _slots.Length - 1;
        for (int node = 1; node < Count; node++)
        {
            if (_nodes[node].Parent == Root) continue;
            int slot = SlotOf(_nodes[node].Parent, _nodes[node].Value);
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = node;
        }
    }

    private readonly record struct Node(int Parent, int Value, int Depth);
}
