using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>Counts visitors by their chains, by group where there is a breakdown. Belongs to one thread.</summary>
internal sealed class FunnelCounter(FunnelPlan plan, DimensionValues? groups) : IJourneyCounter
{
    private readonly ChainFinder _chains = new(plan);

    /// <summary>What was counted, by value of the breakdown; without one, all under 0.</summary>
    public Dictionary<int, FunnelTally> Tallies { get; } = [];

    /// <inheritdoc/>
    public void Count(VisitorEvents events)
    {
        if (!_chains.Find(events)) return;
        int group = groups is null ? 0 : groups.IdOf(events.CodeOf(_chains.Best.Visit));
        if (!Tallies.TryGetValue(group, out FunnelTally? tally)) Tallies.Add(group, tally = new FunnelTally(plan.Steps.Count));
        tally.Add(_chains.Best);
    }
}
