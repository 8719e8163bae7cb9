using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>
/// A retention report to count. <see cref="JourneyPlan.Range"/> begins with the look-back: who has an event that fulfils <see cref="First"/> before
/// the first period is in no cohort.
/// </summary>
public sealed record RetentionPlan : JourneyPlan
{
    /// <summary>The periods, each a cohort; they begin where the range asked for begins.</summary>
    public required TimeSlots Periods { get; init; }

    /// <summary>Periods after that of the cohort that are counted.</summary>
    public int MostPeriods { get; init; } = int.MaxValue;

    /// <summary>What makes a visitor's first event, or null for any event.</summary>
    public Filter? First { get; init; }

    /// <summary>What makes a return, or null for any event.</summary>
    public Filter? Return { get; init; }
}
