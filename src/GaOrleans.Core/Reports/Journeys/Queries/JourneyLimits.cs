namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>What one journey may ask for.</summary>
public static class JourneyLimits
{
    /// <summary>Fewest and most steps of a funnel; a step is a bit of a byte.</summary>
    public const int LeastFunnelSteps = 2, MostFunnelSteps = 8;

    /// <summary>Longest window of a funnel: 366 days.</summary>
    public const int WindowSeconds = 366 * 86_400;

    /// <summary>Groups of a funnel, and as many as are given without being asked for.</summary>
    public const int MostGroups = 1000, DefaultGroups = 100;

    /// <summary>Periods of a range, which are the cohorts of a retention report.</summary>
    public const int Periods = 400;

    /// <summary>Days that a retention report looks back.</summary>
    public const int LookbackDays = 366;

    /// <summary>Steps of paths.</summary>
    public const int LeastPathSteps = 2, MostPathSteps = 6, DefaultPathSteps = 4;

    /// <summary>Nodes of each step of paths.</summary>
    public const int MostNodes = 50, DefaultNodes = 10;

    /// <summary>Characters of a condition's name.</summary>
    public const int NameCharacters = 120;
}
