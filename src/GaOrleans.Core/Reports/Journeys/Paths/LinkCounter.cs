using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>The second pass: how many visits go from which node to which, and where paths end. Belongs to one thread.</summary>
internal sealed class LinkCounter(PathPlan plan, PathItems items, PathNodes nodes) : IJourneyCounter
{
    private readonly PathFinder _paths = new(plan, items);

    /// <summary>Visits by the place of the nearer node, then of the further one.</summary>
    public long[,] Links { get; } = new long[nodes.All.Count, nodes.All.Count];

    /// <summary>Paths that end at each node before the last step.</summary>
    public long[] Ends { get; } = new long[nodes.All.Count];

    /// <inheritdoc/>
    public void Count(VisitorEvents events)
    {
        ReadOnlySpan<JourneyEvent> all = events.ByVisit();
        for (int start = 0; start < all.Length;)
        {
            int end = start + 1;
            while (end < all.Length && all[end].Visit == all[start].Visit) end++;
            Count(_paths.Of(all[start..end]));
            start = end;
        }
    }

    private void Count(ReadOnlySpan<int> path)
    {
        int near = -1;
        for (int step = 0; step < path.Length; step++)
        {
            int place = nodes.PlaceOf(step, path[step]);
            if (near >= 0) Links[near, place]++;
            near = place;
        }

        if (near >= 0 && path.Length < plan.Steps) Ends[near]++;
    }
}
