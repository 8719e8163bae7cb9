namespace GaOrleans.Portal.Charts;

/// <summary>
/// Where the places and ways of a path chart stand: a column for each level, boxes as high as their numbers, ways as bands between them that leave and arrive in
/// the order of where they lead, so that they cross as little as this order allows.
/// </summary>
public sealed class PathLayout
{
    private const double BoxWidth = 12, ColumnWidth = 168, Between = 32, LeastHeight = 3;

    private PathLayout(PathBox[] boxes, string[] bands, double width, double height) => (Boxes, Bands, Width, Height) = (boxes, bands, width, height);

    /// <summary>One for each place.</summary>
    public IReadOnlyList<PathBox> Boxes { get; }

    /// <summary>One path for each way.</summary>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>Width of the drawing.</summary>
    public double Width { get; }

    /// <summary>Height of the drawing.</summary>
    public double Height { get; }

    /// <summary>Lays out.</summary>
    /// <param name="nodes">Places; within a level in the order in which they are to stand.</param>
    /// <param name="links">Ways between places; those that name no place are left out.</param>
    public static PathLayout Of(IReadOnlyList<PathNode> nodes, IReadOnlyList<PathLink> links)
    {
        int levels = nodes.Count == 0 ? 1 : nodes.Max(node => node.Level) + 1;
        int most = nodes.Count == 0 ? 1 : nodes.GroupBy(node => node.Level).Max(level => level.Count());
        double tallest = nodes.Count == 0 ? 1 : nodes.GroupBy(node => node.Level).Max(level => level.Sum(node => Math.Max(0, node.Value)));
        double height = Math.Max(220, most * 52), scale = tallest > 0 ? (height - most * Between) / tallest : 0;
        var boxes = new PathBox[nodes.Count];
        var down = new double[levels];
        Array.Fill(down, 16);
        for (int i = 0; i < nodes.Count; i++)
        {
            int level = nodes[i].Level;
            double tall = Math.Max(LeastHeight, Math.Max(0, nodes[i].Value) * scale);
            boxes[i] = new PathBox(level * ColumnWidth, down[level], BoxWidth, tall);
            down[level] += tall + Between;
        }

        return new PathLayout(boxes, Bind(boxes, nodes, links, scale), levels * ColumnWidth, Math.Max(height, down.Max()));
    }

    private static string[] Bind(PathBox[] boxes, IReadOnlyList<PathNode> nodes, IReadOnlyList<PathLink> links, double scale)
    {
        var bands = new string[links.Count];
        Array.Fill(bands, "");
        double[] leaves = new double[boxes.Length], arrives = new double[boxes.Length];
        IEnumerable<int> order = Enumerable.Range(0, links.Count)
            .Where(i => links[i].From >= 0 && links[i].To >= 0 && links[i].From < nodes.Count && links[i].To < nodes.Count)
            .OrderBy(i => boxes[links[i].From].Y).ThenBy(i => boxes[links[i].To].Y);
        foreach (int i in order)
        {
            (int from, int to, double value) = links[i];
            double thick = Math.Max(0.6, Math.Max(0, value) * scale);
            double x0 = boxes[from].X + BoxWidth, x1 = boxes[to].X, y0 = boxes[from].Y + leaves[from], y1 = boxes[to].Y + arrives[to], middle = (x0 + x1) / 2;
            leaves[from] += thick;
            arrives[to] += thick;
            string N(double number) => LineShape.N(number);
            bands[i] = $"M{N(x0)} {N(y0)}C{N(middle)} {N(y0)} {N(middle)} {N(y1)} {N(x1)} {N(y1)}V{N(y1 + thick)}C{N(middle)} {N(y1 + thick)} {N(middle)} {N(y0 + thick)} {N(x0)} {N(y0 + thick)}Z";
        }

        return bands;
    }
}
