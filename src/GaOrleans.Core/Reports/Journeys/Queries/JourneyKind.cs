namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>The reports on what visitors do one after the other.</summary>
public enum JourneyKind
{
    /// <summary>How many get from step to step.</summary>
    Funnel,

    /// <summary>How many come back, period by period.</summary>
    Retention,

    /// <summary>Which ways visits take.</summary>
    Paths,
}
