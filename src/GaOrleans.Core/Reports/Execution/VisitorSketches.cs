using GaOrleans.Core.Sketches;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A sketch of visitors for each node of a tree that has any.</summary>
internal sealed class VisitorSketches
{
    private HyperLogLog?[] _ofNode = new HyperLogLog?[32];

    /// <summary>The sketch of a node, or null when it has no visitors.</summary>
    public HyperLogLog? this[int node] => node < _ofNode.Length ? _ofNode[node] : null;

    /// <summary>Adds a visitor to a node.</summary>
    public void Add(int node, ulong visitorHash) => Of(node).Add(visitorHash);

    /// <summary>Unites the visitors of a node with others.</summary>
    public void Merge(int node, HyperLogLog others) => Of(node).Merge(others);

    private HyperLogLog Of(int node)
    {
        if (node >= _ofNode.Length) Array.Resize(ref _ofNode, Math.Max(node + 1, _ofNode.Length * 2));
        return _ofNode[node] ??= new HyperLogLog();
    }
}
