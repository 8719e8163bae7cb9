namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Counted paths.</summary>
/// <param name="Visits">Visits with a path.</param>
/// <param name="Nodes">By step, then most visits first, then by kind and name; the node of all others last.</param>
/// <param name="Links">By step, then most visits first, then by place of their nodes.</param>
/// <param name="HasOtherRows">Whether a limit on distinct values has folded values of a dimension that the plan uses.</param>
public sealed record PathTable(long Visits, IReadOnlyList<PathNode> Nodes, IReadOnlyList<PathLink> Links, bool HasOtherRows);
