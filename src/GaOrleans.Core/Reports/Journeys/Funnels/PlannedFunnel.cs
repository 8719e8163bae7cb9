using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>A funnel with everything resolved.</summary>
/// <param name="Query">As asked for.</param>
/// <param name="Plan">What to count.</param>
public sealed record PlannedFunnel(FunnelQuery Query, FunnelPlan Plan) : PlannedJourney
{
    /// <inheritdoc/>
    public override JourneyQuery Asked => Query;

    /// <inheritdoc/>
    public override JourneyPlan Counted => Plan;

    /// <inheritdoc/>
    public override JourneyAnswer Count(IReadOnlyList<BucketView> views, int parallelism, CancellationToken stop) =>
        new FunnelAnswer(this, FunnelExecutor.Execute(Plan with { Stop = stop }, views, parallelism));
}
