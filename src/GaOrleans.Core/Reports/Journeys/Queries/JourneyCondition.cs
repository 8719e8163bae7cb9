using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>What an event must be like to be a step, a first event and the like.</summary>
/// <param name="Name">What it is called in the answer.</param>
/// <param name="Filters">The filters that must all hold for the event; at least one.</param>
public sealed record JourneyCondition(string Name, IReadOnlyList<Filter> Filters)
{
    /// <summary>The filters as one.</summary>
    public Filter All => Filters.Count == 1 ? Filters[0] : new Filter.And(Filters);
}
