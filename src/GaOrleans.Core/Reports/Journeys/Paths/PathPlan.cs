using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Paths to count; docs/reports.md says how they run.</summary>
public sealed record PathPlan : JourneyPlan
{
    /// <summary>What the first event of a path must be like, or null for the visit's first item.</summary>
    public Filter? Anchor { get; init; }

    /// <summary>Whether paths go back in time from the anchor.</summary>
    public bool IsBackward { get; init; }

    /// <summary>Whether only page views are items; else all events are.</summary>
    public bool HasOnlyPages { get; init; } = true;

    /// <summary>Whether an item several times in a row is several items.</summary>
    public bool KeepsRepeats { get; init; }

    /// <summary>Most items of a path, the anchor included.</summary>
    public required int Steps { get; init; }

    /// <summary>Most nodes of a step, besides the one for all others.</summary>
    public required int Nodes { get; init; }
}
