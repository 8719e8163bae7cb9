using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Finds the path of a visit. Mark 0 makes an item, mark 1 an anchor. Belongs to one thread.</summary>
internal sealed class PathFinder(PathPlan plan, PathItems items)
{
    private readonly int[] _path = new int[Queries.JourneyLimits.MostPathSteps];

    /// <summary>The items of a visit's path, the anchor first; none when it has no anchor. Valid until the next call.</summary>
    /// <param name="visit">The visit's events in order of time.</param>
    public ReadOnlySpan<int> Of(ReadOnlySpan<JourneyEvent> visit)
    {
        int mark = plan.Anchor is null ? 1 : 2, anchor = 0;
        while (anchor < visit.Length && (visit[anchor].Marks & mark) == 0) anchor++;
        if (anchor == visit.Length) return [];
        int step = plan.IsBackward ? -1 : 1, count = 1;
        _path[0] = items.Of(visit[anchor].View, visit[anchor].Row);
        for (int i = anchor + step; i >= 0 && i < visit.Length && count < plan.Steps; i += step)
        {
            if ((visit[i].Marks & 1) == 0) continue;
            int item = items.Of(visit[i].View, visit[i].Row);
            if (plan.KeepsRepeats || item != _path[count - 1]) _path[count++] = item;
        }

        return _path.AsSpan(0, count);
    }
}
