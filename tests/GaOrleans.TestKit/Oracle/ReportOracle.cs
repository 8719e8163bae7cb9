using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.TestKit.Oracle;

/// <summary>
/// Counts a plan the slow, obvious way: over a list of hits without duplicates, as the definitions of API.md read. Shares no code with the executor.
/// </summary>
public sealed class ReportOracle
{
    private readonly ReportPlan _plan;
    private readonly List<OracleVisit> _visits;
    private readonly OracleFilters _filters;
    private readonly Counters _asked;

    private ReportOracle(ReportPlan plan, IEnumerable<Hit> hits)
    {
        _plan = plan;
        _visits = OracleVisit.In(hits).FindAll(visit => visit.LastMs >= plan.Range.FromMs && visit.FirstMs < plan.Range.ToMs);
        _filters = new OracleFilters(_visits, plan.Range, plan.Goals);
        bool events = (plan.Counters & (Counters.Events | Counters.Revenue | Counters.Scroll | Counters.Engagement)) != Counters.None;
        _asked = plan.Counters | (events ? Counters.Events : Counters.None);
    }

    private bool HasEventPart => _plan.Dimensions.Any(dimension => dimension.IsEvent) || (_plan.Filter is not null && Mentions(_plan.Filter, match => match.Dimension.IsEvent));

    private bool HasPageFilter => _plan.Filter is not null && Mentions(_plan.Filter, match => match.Dimension.Kind == DimensionKind.Page);

    private bool HasPage => HasPageFilter || _plan.Dimensions.Any(dimension => dimension.Kind == DimensionKind.Page);

    /// <summary>Counts a plan.</summary>
    public static ReportTable Execute(ReportPlan plan, IEnumerable<Hit> hits) => new ReportOracle(plan, hits).Count();

    private ReportTable Count()
    {
        // Everything is first counted by slot, then slots of one label are added.
        var rows = new List<OracleRow>();
        foreach (OracleVisit visit in _visits)
        {
            foreach (int slot in SlotsOf(visit))
            {
                foreach (string values in GroupsOf(visit)) rows.Add(new OracleRow(values, slot, visit, null));
            }

            foreach (Hit hit in visit.Hits.Where(hit => InRange(hit) && Passes(visit, hit)))
            {
                foreach (string values in GroupsOf(visit, hit)) rows.Add(new OracleRow(values, SlotOf(hit.TimeMs), visit, hit));
            }
        }

        var bySlot = rows.GroupBy(row => (row.Values, row.Slot)).Select(group => (group.Key.Values, Label: LabelOf(group.Key.Slot), Totals: TotalsOf([.. group])));
        List<ReportGroup> groups = [.. bySlot.GroupBy(group => (group.Values, group.Label))
            .Select(group => Finish(group.Key.Values, group.Key.Label, Sum(group.Select(one => one.Totals))))
            .Where(group => _plan.Dimensions.Count == 0 || !IsZero(group.Totals))];
        if (_plan.Dimensions.Count == 0 && groups.Count == 0) groups.Add(new ReportGroup([], -1, default));
        return new ReportTable { Groups = groups };
    }

    private bool InRange(Hit hit) => hit.TimeMs >= _plan.Range.FromMs && hit.TimeMs < _plan.Range.ToMs;

    private bool Passes(OracleVisit visit, Hit? hit) => _filters.Hold(_plan.Filter, visit, hit);

    // The texts of all dimensions but time, joined; a visit without conditions on events has one.
    private IEnumerable<string> GroupsOf(OracleVisit visit)
    {
        if (!HasEventPart) return Passes(visit, null) ? GroupsOf(visit, visit.Hits[0]) : [];
        return visit.Hits.Where(hit => InRange(hit) && hit.Name != "engagement" && Passes(visit, hit)).SelectMany(hit => GroupsOf(visit, hit)).Distinct();
    }

    private IEnumerable<string> GroupsOf(OracleVisit visit, Hit hit)
    {
        IEnumerable<string> groups = [""];
        foreach (Dimension dimension in _plan.Dimensions)
        {
            List<string> texts = dimension switch
            {
                { IsTime: true } => [""],
                { Kind: DimensionKind.Goal } => [.. _plan.Goals.Where(goal => IsAskedFor(goal, _plan.Filter) && OracleTexts.Reaches(goal, hit)).Select(goal => goal.DisplayName)],
                { IsEvent: true } => [OracleTexts.OfEvent(dimension, hit) ?? "(none)"],
                _ => [OracleTexts.OfVisit(dimension.Kind, visit)],
            };
            groups = groups.SelectMany(group => texts.Select(text => group + "\n" + text)).ToList();
        }

        return groups;
    }

    private static bool IsAskedFor(Goal goal, Filter? filter) => filter switch
    {
        Filter.And and => and.Children.All(child => IsAskedFor(goal, child)),
        Filter.Match { Dimension.Kind: DimensionKind.Goal } match when !OracleMatching.IsNegative(match) => OracleMatching.FitsAny(match, goal.DisplayName),
        _ => true,
    };

    private IEnumerable<int> SlotsOf(OracleVisit visit)
    {
        long last = Math.Min(visit.LastMs, _plan.Range.ToMs - 1), first = Math.Max(visit.FirstMs, _plan.Range.FromMs);
        bool everySlot = _plan.Slots?.Kind is DimensionKind.TimeMinute or DimensionKind.TimeHour;
        return everySlot ? Enumerable.Range(SlotOf(first), SlotOf(last) - SlotOf(first) + 1) : [SlotOf(last)];
    }

    private int SlotOf(long ms) => _plan.Slots is null ? 0 : _plan.Slots.StartsMs.Count(start => start <= ms) - 1;

    private int LabelOf(int slot) => _plan.Slots is null ? -1 : _plan.Slots.LabelOf[slot];

    private GroupTotals TotalsOf(List<OracleRow> rows)
    {
        List<OracleVisit> visits = [.. rows.Where(row => row.Hit is null).Select(row => row.Visit)];
        List<OracleVisit> entered = visits.FindAll(visit => !HasPage || HasEntered(visit, rows[0].Values));
        List<(OracleVisit Visit, Hit Hit)> hits = [.. rows.Where(row => row.Hit is not null).Select(row => (row.Visit, row.Hit!))];
        List<Hit> revenue = [.. hits.Select(row => row.Hit).Where(hit => hit.Revenue is not null && hit.Revenue?.Currency == _plan.Currency)];
        List<int> scroll = [.. hits.Where(row => row.Hit.ScrollDepth is not null).GroupBy(row => (row.Visit.Visitor, row.Hit.Page)).Select(pair => pair.Max(row => row.Hit.ScrollDepth!.Value))];
        List<long> engaged = [.. hits.Where(row => row.Hit.EngagementMs is not null).GroupBy(row => (row.Visit.Visitor, row.Visit.FirstMs, row.Hit.Page)).Select(pair => pair.Sum(row => (long)row.Hit.EngagementMs!.Value))];
        return new GroupTotals
        {
            Visitors = If(Counters.Visitors, visits.Select(visit => visit.Visitor).Distinct().Count()),
            Visits = If(Counters.Visits, visits.Count),
            Bounces = If(Counters.Visits, entered.Count(visit => visit.IsBounce)),
            DurationSeconds = If(Counters.Visits, visits.Sum(visit => visit.Seconds)),
            VisitPageviews = If(Counters.Visits, visits.Sum(visit => visit.Pageviews.Count)),
            EntryVisits = If(Counters.Visits, entered.Count),
            Events = If(Counters.Events, hits.Count(row => row.Hit.Name != "engagement")),
            Pageviews = If(Counters.Events, hits.Count(row => row.Hit.Name == "pageview")),
            RevenueMilli = If(Counters.Revenue, revenue.Sum(hit => hit.Revenue!.Value.Milli)),
            RevenueEvents = If(Counters.Revenue, revenue.Count),
            ScrollDepthSum = If(Counters.Scroll, scroll.Sum()),
            ScrollPairs = If(Counters.Scroll, scroll.Count),
            EngagementMs = If(Counters.Engagement, engaged.Sum()),
            EngagementPairs = If(Counters.Engagement, engaged.Count),
        };
    }

    private long If(Counters counter, long value) => _asked.HasFlag(counter) ? value : 0;

    private bool HasEntered(OracleVisit visit, string values)
    {
        Hit? entry = visit.Pageviews.FirstOrDefault();
        if (entry is null) return false;
        for (int i = 0; i < _plan.Dimensions.Count; i++)
        {
            if (_plan.Dimensions[i].Kind == DimensionKind.Page && values.Split('\n')[i + 1] != entry.Page) return false;
        }

        return !HasPageFilter || HoldsForEntry(_plan.Filter!, visit, entry) != false;
    }

    // True, false, or null where it depends on an event.
    private bool? HoldsForEntry(Filter filter, OracleVisit visit, Hit entry) => filter switch
    {
        Filter.And and => Least(and.Children.Select(child => HoldsForEntry(child, visit, entry))),
        Filter.Or or => !Least(or.Children.Select(child => !HoldsForEntry(child, visit, entry))),
        Filter.Not not => !HoldsForEntry(not.Child, visit, entry),
        Filter.Match { Dimension: { IsEvent: true, Kind: not DimensionKind.Page } } => null,
        _ => _filters.Hold(filter, visit, entry),
    };

    private static bool? Least(IEnumerable<bool?> truths)
    {
        List<bool?> all = [.. truths];
        return all.Contains(false) ? false : all.Contains(null) ? null : true;
    }

    private static bool Mentions(Filter filter, Func<Filter.Match, bool> what) => filter switch
    {
        Filter.And and => and.Children.Any(child => Mentions(child, what)),
        Filter.Or or => or.Children.Any(child => Mentions(child, what)),
        Filter.Not not => Mentions(not.Child, what),
        Filter.Match match => what(match),
        _ => false,
    };

    private ReportGroup Finish(string values, int label, GroupTotals totals)
    {
        string[] texts = values.Split('\n')[1..];
        for (int i = 0; i < texts.Length; i++)
        {
            if (_plan.Dimensions[i].IsTime) texts[i] = _plan.Slots!.Labels[label];
        }

        return new ReportGroup(texts, label, totals);
    }

    private static bool IsZero(GroupTotals totals) =>
        totals is { Visitors: 0, Visits: 0, Events: 0, ScrollPairs: 0, EngagementPairs: 0 };

    private static GroupTotals Sum(IEnumerable<GroupTotals> all)
    {
        GroupTotals sum = default;
        foreach (GroupTotals one in all)
        {
            sum.Visitors += one.Visitors;
            sum.Visits += one.Visits;
            sum.Bounces += one.Bounces;
            sum.DurationSeconds += one.DurationSeconds;
            sum.VisitPageviews += one.VisitPageviews;
            sum.EntryVisits += one.EntryVisits;
            sum.Events += one.Events;
            sum.Pageviews += one.Pageviews;
            sum.RevenueMilli += one.RevenueMilli;
            sum.RevenueEvents += one.RevenueEvents;
            sum.ScrollDepthSum += one.ScrollDepthSum;
            sum.ScrollPairs += one.ScrollPairs;
            sum.EngagementMs += one.EngagementMs;
            sum.EngagementPairs += one.EngagementPairs;
        }

        return sum;
    }
}
