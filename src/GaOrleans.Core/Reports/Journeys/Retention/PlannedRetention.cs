using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>A retention report with everything resolved.</summary>
/// <param name="Query">As asked for.</param>
/// <param name="Plan">What to count.</param>
public sealed record PlannedRetention(RetentionQuery Query, RetentionPlan Plan) : PlannedJourney
{
    /// <summary>The moment of asking: periods that end later are not complete.</summary>
    public required long NowMs { get; init; }

    /// <inheritdoc/>
    public override JourneyQuery Asked => Query;

    /// <inheritdoc/>
    public override JourneyPlan Counted => Plan;

    /// <inheritdoc/>
    public override JourneyAnswer Count(IReadOnlyList<BucketView> views, int parallelism, CancellationToken stop) =>
        new RetentionAnswer(this, RetentionExecutor.Execute(Plan with { Stop = stop }, views, parallelism));
}
