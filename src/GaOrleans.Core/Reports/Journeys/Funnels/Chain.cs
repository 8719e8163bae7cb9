namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>The events with which a visitor went through a funnel. Reused; belongs to one thread.</summary>
internal sealed class Chain
{
    /// <summary>Steps reached.</summary>
    public int Steps;

    /// <summary>The visit in which it begins.</summary>
    public int Visit;

    /// <summary>Time of each step reached.</summary>
    public long[] TimesMs { get; } = new long[Queries.JourneyLimits.MostFunnelSteps];
}
