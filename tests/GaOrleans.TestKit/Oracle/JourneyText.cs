using GaOrleans.Core.Reports.Journeys.Funnels;
using GaOrleans.Core.Reports.Journeys.Paths;
using GaOrleans.Core.Reports.Journeys.Retention;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Counted journeys as text, as <see cref="JourneyOracle"/> writes them.</summary>
public static class JourneyText
{
    /// <summary>A line for all, then one a group.</summary>
    public static string Of(FunnelTable table) => string.Join('\n', table.Groups.Select(group => $"{group.Value}: {StepsOf(group.Steps)}").Prepend(StepsOf(table.Steps)));

    /// <summary>A line a cohort.</summary>
    public static string Of(RetentionTable table) => string.Join('\n', table.Visitors.Select((visitors, cohort) => $"{visitors}: {string.Join(' ', table.Returned[cohort])}"));

    /// <summary>The visits, the nodes, the links.</summary>
    public static string Of(PathTable table)
    {
        string Name(PathNode node) => $"{node.Step} {node.Kind} {node.Name}";
        IEnumerable<string> nodes = table.Nodes.Select(node => $"{Name(node)}: {node.Visits} ends {node.Ends}");
        IEnumerable<string> links = table.Links.Select(link => $"{Name(table.Nodes[link.Near])} - {Name(table.Nodes[link.Far])}: {link.Visits}");
        return $"{table.Visits}\n{string.Join('\n', nodes.Order(StringComparer.Ordinal))}\n{string.Join('\n', links.Order(StringComparer.Ordinal))}";
    }

    private static string StepsOf(IReadOnlyList<FunnelStep> steps) => string.Join(", ", steps.Select(step => $"{step.Visitors} after {step.MedianSeconds / 1.000000m:0.####}"));
}
