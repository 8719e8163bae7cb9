using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports;

/// <summary>
/// What the executor has to count, with everything resolved: the range in UTC, segments expanded, dates turned into slots.
/// One query makes one plan for its main range, one for its comparison and, for rates, one without the goal.
/// </summary>
public sealed record ReportPlan
{
    /// <summary>The range; visits active and events inside it count.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>Which counters the caller needs; the executor may skip the others (they are then 0).</summary>
    public required Counters Counters { get; init; }

    /// <summary>The grouping; empty for one total. At most one is a time dimension and it is never <see cref="DimensionKind.Time"/> itself.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>The slots of the time dimension; null when there is none.</summary>
    public TimeSlots? Slots { get; init; }

    /// <summary>The condition, or null for none. Holds no segments.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The site's goals, for event:goal.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <summary>Cancels the counting, which then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Currency in which revenue is added up, or null when the query asks for none.</summary>
    public string? Currency { get; init; }
}
