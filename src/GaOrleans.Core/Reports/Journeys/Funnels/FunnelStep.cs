namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>What was counted for a step.</summary>
/// <param name="Visitors">Visitors whose chain reached it.</param>
/// <param name="MedianSeconds">Median of the time since the step before, not rounded; null for the first step and where nobody came.</param>
public sealed record FunnelStep(long Visitors, decimal? MedianSeconds);
