using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>A journey with everything resolved: what to read, how to count it, and what is needed to write the answer.</summary>
public abstract record PlannedJourney
{
    /// <summary>The query as resolved.</summary>
    public abstract JourneyQuery Asked { get; }

    /// <summary>What is counted.</summary>
    public abstract JourneyPlan Counted { get; }

    /// <summary>The site's zone.</summary>
    public required ZoneRules Zone { get; init; }

    /// <summary>The range asked for; <see cref="JourneyPlan.Range"/> may look further back.</summary>
    public required ResolvedRange Range { get; init; }

    /// <summary>The instant from which on the same query may be answered differently.</summary>
    public required long ValidUntilMs { get; init; }

    /// <summary>Counts.</summary>
    /// <param name="views">Views of one site with the same symbols, ordered by hour, then shard, reaching beyond <see cref="JourneyPlan.Range"/> as far as visits do.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract JourneyAnswer Count(IReadOnlyList<BucketView> views, int parallelism, CancellationToken stop);
}
