namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Visits that go from one node to another.</summary>
/// <param name="Near">Place of the node nearer to the anchor among all nodes.</param>
/// <param name="Far">Place of the node one step further.</param>
/// <param name="Visits">How many.</param>
public sealed record PathLink(int Near, int Far, long Visits);
