using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>A funnel to count; docs/reports.md says what a chain is and with which one a visitor counts.</summary>
public sealed record FunnelPlan : JourneyPlan
{
    /// <summary>What fulfils each step; 2 to 8.</summary>
    public required IReadOnlyList<Filter> Steps { get; init; }

    /// <summary>Longest time from a chain's first event to its last in milliseconds, or null for any.</summary>
    public long? WindowMs { get; init; }

    /// <summary>Whether all of a chain must lie in one visit.</summary>
    public bool IsWithinVisit { get; init; }

    /// <summary>The visit dimension by which visitors are grouped, or null.</summary>
    public Dimension? Breakdown { get; init; }
}
