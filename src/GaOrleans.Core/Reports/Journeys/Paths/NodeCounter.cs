using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>The first pass: how many visits have which item at which step. Belongs to one thread.</summary>
internal sealed class NodeCounter(PathPlan plan, PathItems items) : IJourneyCounter
{
    private readonly PathFinder _paths = new(plan, items);

    /// <summary>For each step the visits by item.</summary>
    public long[][] Visits { get; } = [.. Enumerable.Range(0, plan.Steps).Select(_ => new long[64])];

    /// <inheritdoc/>
    public void Count(VisitorEvents events)
    {
        ReadOnlySpan<JourneyEvent> all = events.ByVisit();
        for (int start = 0; start < all.Length;)
        {
            int end = start + 1;
            while (end < all.Length && all[end].Visit == all[start].Visit) end++;
            ReadOnlySpan<int> path = _paths.Of(all[start..end]);
            for (int step = 0; step < path.Length; step++) Count(ref Visits[step], path[step]);
            start = end;
        }
    }

    private static void Count(ref long[] visits, int item)
    {
        if (item >= visits.Length) Array.Resize(ref visits, (item + 1) * 2);
        visits[item]++;
    }
}
