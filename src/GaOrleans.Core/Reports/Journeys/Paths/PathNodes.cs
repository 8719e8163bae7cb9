namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>The nodes that the first pass has chosen, numbered as in the answer. Immutable.</summary>
internal sealed class PathNodes
{
    private const string OtherName = "(other)";

    private readonly Dictionary<int, int>[] _places;
    private readonly int[] _others;

    /// <summary>Chooses the nodes.</summary>
    /// <param name="plan">How many.</param>
    /// <param name="items">What items are.</param>
    /// <param name="counted">Visits by item of each thread's first pass.</param>
    public PathNodes(PathPlan plan, PathItems items, IReadOnlyList<long[][]> counted)
    {
        var nodes = new List<PathNode>();
        _places = new Dictionary<int, int>[plan.Steps];
        _others = new int[plan.Steps];
        for (int step = 0; step < plan.Steps; step++)
        {
            _places[step] = [];
            long[] visits = Sum(counted, step);
            var all = new List<(int Item, PathNode Node)>();
            for (int item = 0; item < visits.Length; item++)
            {
                if (visits[item] > 0) all.Add((item, new PathNode(step + 1, PathItems.KindOf(item), items.NameOf(item), visits[item], 0)));
            }

            all.Sort(static (left, right) => Compare(left.Node, right.Node));
            foreach ((int item, PathNode node) in all.Take(plan.Nodes))
            {
                _places[step].Add(item, nodes.Count);
                nodes.Add(node);
            }

            _others[step] = nodes.Count;
            if (all.Count > plan.Nodes) nodes.Add(new PathNode(step + 1, PathNodeKind.Other, OtherName, all.Skip(plan.Nodes).Sum(one => one.Node.Visits), 0));
        }

        All = nodes;
    }

    /// <summary>The nodes, without how many paths end at them.</summary>
    public IReadOnlyList<PathNode> All { get; }

    /// <summary>The place of an item at a step, counted from 0.</summary>
    public int PlaceOf(int step, int item) => _places[step].GetValueOrDefault(item, _others[step]);

    private static int Compare(PathNode left, PathNode right)
    {
        int order = right.Visits.CompareTo(left.Visits);
        if (order == 0) order = left.Kind.CompareTo(right.Kind);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }

    private static long[] Sum(IReadOnlyList<long[][]> counted, int step)
    {
        var sum = new long[counted.Max(visits => visits[step].Length)];
        foreach (long[][] visits in counted)
        {
            for (int item = 0; item < visits[step].Length; item++) sum[item] += visits[step][item];
        }

        return sum;
    }
}
