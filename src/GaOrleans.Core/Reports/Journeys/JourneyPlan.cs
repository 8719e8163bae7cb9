using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Journeys;

/// <summary>What all journeys are counted by, with everything resolved.</summary>
public abstract record JourneyPlan
{
    /// <summary>What is looked at: only events inside it count.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>What must hold for every event that counts, or null. Holds no segments.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The site's goals, for event:goal.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <summary>Cancels the counting, which then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Stop { get; init; }
}
