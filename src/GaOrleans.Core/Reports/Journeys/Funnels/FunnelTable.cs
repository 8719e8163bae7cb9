namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>A counted funnel.</summary>
/// <param name="Steps">Each step, all visitors.</param>
/// <param name="Groups">By value of the breakdown, most visitors of the first step first, then by value; empty without one.</param>
/// <param name="HasOtherRows">Whether a limit on distinct values has folded values of a dimension that the plan uses.</param>
public sealed record FunnelTable(IReadOnlyList<FunnelStep> Steps, IReadOnlyList<FunnelGroup> Groups, bool HasOtherRows);
