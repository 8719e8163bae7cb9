namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>An item at a step.</summary>
/// <param name="Step">Counted from 1, the anchor.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The page or the event's name.</param>
/// <param name="Visits">Visits whose path has it there.</param>
/// <param name="Ends">Those whose path ends there; 0 in the last step.</param>
public sealed record PathNode(int Step, PathNodeKind Kind, string Name, long Visits, long Ends);
