using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>
/// Finds the chain with which a visitor counts: the longest, of several the one that begins first. Events whose mark i is set fulfil step i.
/// Takes time in proportion to the events, since each step of a later chain is never earlier than that of an earlier chain. Belongs to one thread.
/// </summary>
internal sealed class ChainFinder(FunnelPlan plan)
{
    private readonly int[] _next = new int[Queries.JourneyLimits.MostFunnelSteps];
    private readonly long[] _timesMs = new long[Queries.JourneyLimits.MostFunnelSteps];

    /// <summary>The chain found last.</summary>
    public Chain Best { get; } = new();

    /// <summary>Finds the chain.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Find(VisitorEvents events)
    {
        Best.Steps = 0;
        if (!plan.IsWithinVisit)
        {
            FindIn(events.InTime());
            return Best.Steps > 0;
        }

        ReadOnlySpan<JourneyEvent> all = events.ByVisit();
        for (int start = 0; start < all.Length;)
        {
            int end = start + 1;
            while (end < all.Length && all[end].Visit == all[start].Visit) end++;
            FindIn(all[start..end]);
            start = end;
        }

        return Best.Steps > 0;
    }

    private void FindIn(ReadOnlySpan<JourneyEvent> events)
    {
        Array.Clear(_next);
        for (int start = 0; start < events.Length && Best.Steps < plan.Steps.Count; start++)
        {
            if ((events[start].Marks & 1) == 0) continue;
            int steps = Follow(events, start);
            if (steps > Best.Steps) Take(steps, events[start].Visit);
            // Without a window no later chain of these events gets further.
            if (plan.WindowMs is null) return;
        }
    }

    private int Follow(ReadOnlySpan<JourneyEvent> events, int start)
    {
        long last = events[start].TimeMs, end = plan.WindowMs is { } window ? last + window : long.MaxValue;
        _timesMs[0] = last;
        for (int step = 1; step < plan.Steps.Count; step++)
        {
            ref int next = ref _next[step];
            while (next < events.Length && ((events[next].Marks & (1 << step)) == 0 || events[next].TimeMs <= last)) next++;
            if (next == events.Length || events[next].TimeMs > end) return step;
            last = _timesMs[step] = events[next].TimeMs;
        }

        return plan.Steps.Count;
    }

    private void Take(int steps, int visit)
    {
        Best.Steps = steps;
        Best.Visit = visit;
        _timesMs.AsSpan(0, steps).CopyTo(Best.TimesMs);
    }
}
