namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>The visitors of one value of the breakdown.</summary>
/// <param name="Value">The value.</param>
/// <param name="Steps">Each step.</param>
public sealed record FunnelGroup(string Value, IReadOnlyList<FunnelStep> Steps);
