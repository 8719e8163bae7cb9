using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The short way for the reports asked for most: visitors and events of everything, by nothing or by time. Events are added up by view.
/// Visitors are those with an event in a slot, except for the few whose visits could count elsewhere than where their events are; these go the long way.
/// </summary>
internal static class UnfilteredTotals
{
    /// <summary>Whether a plan can be counted so.</summary>
    public static bool Suit(CompiledPlan plan) =>
        plan.Plan.Filter is null && plan.VisitLevels.Length == 0 && plan.EventLevels.Length == 0
        && (plan.Asked & ~(Counters.Visitors | Counters.Events)) == Counters.None
        && (!plan.IsByActivity || HasOnlyLongSlots(plan.Plan.Slots!));

    /// <summary>Counts a plan; the visitors of the trees are disjoint.</summary>
    public static IReadOnlyList<GroupTree> Count(CompiledPlan plan, ScanRange scan, int parallelism)
    {
        var trees = new List<GroupTree>();
        if ((plan.Asked & Counters.Events) != Counters.None) trees.Add(CountEvents(plan, scan));
        if ((plan.Asked & Counters.Visitors) == Counters.None) return trees;
        var visitors = new CompiledPlan(plan.Plan with { Counters = Counters.Visitors }, plan.Symbols);
        var slots = new DistinctSlots(visitors, scan);
        trees.Add(CountSingleViews(slots, scan, plan.Plan.Slots));
        if (slots.DoubtfulViews.Length > 0 || slots.Slots.Any(slot => slot.Views.Length > 1))
            trees.AddRange(SliceRunner.Run(scan, plan.Symbols, parallelism, (table, numbers, memory) => new DistinctScanner(visitors, scan, slots, table, numbers, memory)).Select(scanner => scanner.Tree));
        return trees;
    }

    // A visit has an event or engagement in every slot that it lasts through, when no slot is shorter than the longest pause.
    private static bool HasOnlyLongSlots(TimeSlots slots)
    {
        for (int i = 0; i < slots.StartsMs.Length; i++)
        {
            long end = i + 1 < slots.StartsMs.Length ? slots.StartsMs[i + 1] : slots.EndMs;
            if (end - slots.StartsMs[i] < VisitRules.IdleTimeoutMs) return false;
        }

        return true;
    }

    private static GroupTree CountSingleViews(DistinctSlots slots, ScanRange scan, TimeSlots? time)
    {
        var tree = new GroupTree();
        foreach (DistinctSlots.SlotViews slot in slots.Slots)
        {
            int visitors = slot.Views.Length == 1 ? scan.Views[slot.Views[0]].Segments.Visitors : 0;
            if (visitors == 0) continue;
            int group = time is null ? GroupTree.Root : tree.Child(GroupTree.Root, slot.Slot);
            tree.Totals[group].Visitors = visitors;
        }

        return tree;
    }

    // Every event is in some visit, so all in the range count.
    private static GroupTree CountEvents(CompiledPlan plan, ScanRange scan)
    {
        var tree = new GroupTree();
        TimeSlots? slots = plan.Plan.Slots;
        for (int v = 0; v < scan.Views.Length; v++)
        {
            ViewScan view = scan.Views[v];
            ref readonly ViewBounds bounds = ref scan.Bounds[v];
            if (bounds.IsWhole && bounds.Slot >= 0)
            {
                Add(tree, slots is null ? GroupTree.Root : tree.Child(GroupTree.Root, bounds.Slot), view.Segments.Events, view.Segments.Pageviews);
                continue;
            }

            for (int row = 0; row < view.TimesMs.Length; row++)
            {
                int ms = view.TimesMs[row];
                if (ms < bounds.RangeFrom || ms >= bounds.RangeTo || (view.Flags[row] & RowFlags.Engagement) != RowFlags.None) continue;
                int group = slots is null ? GroupTree.Root : tree.Child(GroupTree.Root, SlotSearch.Find(slots, view.BaseMs + ms));
                Add(tree, group, 1, (view.Flags[row] & RowFlags.Pageview) != RowFlags.None ? 1 : 0);
            }
        }

        return tree;
    }

    private static void Add(GroupTree tree, int group, long events, long pageviews)
    {
        if (events == 0) return;
        tree.Totals[group].Events += events;
        tree.Totals[group].Pageviews += pageviews;
    }
}
