namespace GaOrleans.Core.Reports.Execution;

/// <summary>Finds the nodes of an event under the node of its visit: one, or as many as goals are reached.</summary>
internal sealed class NodeExpander(EventLevel[] levels, GroupTree tree)
{
    private readonly bool _isPlain = levels.All(level => level.Goals is null);
    private int[] _nodes = new int[8];
    private int[] _next = new int[8];

    /// <summary>The nodes, valid until the next call.</summary>
    public ReadOnlySpan<int> Expand(int node, Cursor at)
    {
        _nodes[0] = node;
        if (!_isPlain) return ExpandGoals(at);
        foreach (EventLevel level in levels) node = tree.Child(node, level.Values.IdOf(at.CodeOf(level.Column)));
        _nodes[0] = node;
        return _nodes.AsSpan(0, 1);
    }

    private ReadOnlySpan<int> ExpandGoals(Cursor at)
    {
        int count = 1;
        foreach (EventLevel level in levels)
        {
            int made = 0;
            int ids = level.Goals?.Length ?? 1;
            if (_next.Length < count * ids) _next = new int[count * ids];
            for (int id = 0; id < ids; id++)
            {
                if (level.Goals is { } goals && goals[id]?.IsReached(at) != true) continue;
                int value = level.Goals is null ? level.Values.IdOf(at.CodeOf(level.Column)) : id;
                for (int i = 0; i < count; i++) _next[made++] = tree.Child(_nodes[i], value);
            }

            (_nodes, _next) = (_next, _nodes);
            count = made;
        }

        return _nodes.AsSpan(0, count);
    }
}
