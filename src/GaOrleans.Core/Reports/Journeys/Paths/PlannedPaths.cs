using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Paths with everything resolved.</summary>
/// <param name="Query">As asked for.</param>
/// <param name="Plan">What to count.</param>
public sealed record PlannedPaths(PathQuery Query, PathPlan Plan) : PlannedJourney
{
    /// <inheritdoc/>
    public override JourneyQuery Asked => Query;

    /// <inheritdoc/>
    public override JourneyPlan Counted => Plan;

    /// <inheritdoc/>
    public override JourneyAnswer Count(IReadOnlyList<BucketView> views, int parallelism, CancellationToken stop) =>
        new PathAnswer(this, PathExecutor.Execute(Plan with { Stop = stop }, views, parallelism));
}
