using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>Counts visitors into cohorts. Mark 0 makes a first event, mark 1 a return. Belongs to one thread.</summary>
internal sealed class RetentionCounter(RetentionPlan plan) : IJourneyCounter
{
    /// <summary>What was counted.</summary>
    public RetentionTable Table { get; } = RetentionTable.Empty(plan);

    /// <inheritdoc/>
    public void Count(VisitorEvents events)
    {
        ReadOnlySpan<JourneyEvent> all = events.InTime();
        int first = 0;
        while (first < all.Length && (all[first].Marks & 1) == 0) first++;
        // Who had a first event in the look-back is known already.
        if (first == all.Length || all[first].TimeMs < plan.Periods.StartsMs[0]) return;
        long firstMs = all[first].TimeMs;
        int cohort = SlotSearch.Find(plan.Periods, firstMs), last = -1;
        Table.Visitors[cohort]++;
        foreach (ref readonly JourneyEvent item in all)
        {
            if ((item.Marks & 2) == 0 || item.TimeMs < firstMs) continue;
            int since = SlotSearch.Find(plan.Periods, item.TimeMs) - cohort;
            if (since == last) continue;
            last = since;
            if (since < Table.Returned[cohort].Length) Table.Returned[cohort][since]++;
        }
    }
}
