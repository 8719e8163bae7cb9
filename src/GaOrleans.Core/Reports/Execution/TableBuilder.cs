namespace GaOrleans.Core.Reports.Execution;

/// <summary>Makes the table of a report from counted trees.</summary>
internal sealed class TableBuilder(CompiledPlan plan)
{
    private readonly GroupTree _all = new();

    /// <summary>Adds what was counted for visitors that no other tree holds.</summary>
    public void Add(GroupTree tree)
    {
        int[] nodes = Graft(tree, _all);
        for (int node = 0; node < tree.Count; node++) AddTotals(ref _all.Totals[nodes[node]], tree.Totals[node]);
    }

    /// <summary>Finds the nodes of one tree in another, adding those that it lacks.</summary>
    public static int[] Graft(GroupTree from, GroupTree onto)
    {
        var nodes = new int[from.Count];
        for (int node = 1; node < from.Count; node++) nodes[node] = onto.Child(nodes[from.ParentOf(node)], from.ValueOf(node));
        return nodes;
    }

    /// <summary>Adds counters.</summary>
    public static void AddTotals(ref GroupTotals to, in GroupTotals more)
    {
        to.Visitors += more.Visitors;
        to.Visits += more.Visits;
        to.Bounces += more.Bounces;
        to.DurationSeconds += more.DurationSeconds;
        to.VisitPageviews += more.VisitPageviews;
        to.EntryVisits += more.EntryVisits;
        to.Pageviews += more.Pageviews;
        to.Events += more.Events;
        to.RevenueMilli += more.RevenueMilli;
        to.RevenueEvents += more.RevenueEvents;
        to.ScrollDepthSum += more.ScrollDepthSum;
        to.ScrollPairs += more.ScrollPairs;
        to.EngagementMs += more.EngagementMs;
        to.EngagementPairs += more.EngagementPairs;
    }

    /// <summary>Makes the table. Groups of the same texts are added: slots that share a label, goals that share a name.</summary>
    /// <param name="visitorErrorPercent">Standard error of the visitors.</param>
    /// <param name="hasOtherRows">Whether values were folded.</param>
    public ReportTable Build(double visitorErrorPercent, bool hasOtherRows)
    {
        int levels = plan.LevelDimensions.Length;
        var byText = new GroupTree();
        var texts = new LevelTexts(plan);
        int[] nodes = new int[_all.Count];
        for (int node = 1; node < _all.Count; node++)
            nodes[node] = byText.Child(nodes[_all.ParentOf(node)], texts.IdOf(_all.DepthOf(node) - 1, _all.ValueOf(node)));
        for (int node = 0; node < _all.Count; node++) AddTotals(ref byText.Totals[nodes[node]], _all.Totals[node]);
        var groups = new List<ReportGroup>();
        for (int node = 0; node < byText.Count; node++)
        {
            GroupTotals totals = OnlyAsked(byText.Totals[node]);
            if (byText.DepthOf(node) == levels && (levels == 0 || !IsZero(totals))) groups.Add(MakeGroup(byText, node, texts, totals));
        }

        return new ReportTable { Groups = groups, VisitorErrorPercent = visitorErrorPercent, HasOtherRows = hasOtherRows };
    }

    private static bool IsZero(in GroupTotals totals) =>
        (totals.Visitors | totals.Visits | totals.Events | totals.ScrollPairs | totals.EngagementPairs) == 0;

    private GroupTotals OnlyAsked(GroupTotals totals)
    {
        if ((plan.Asked & Counters.Visitors) == Counters.None) totals.Visitors = 0;
        if ((plan.Asked & Counters.Events) == Counters.None) (totals.Events, totals.Pageviews) = (0, 0);
        if ((plan.Asked & Counters.Visits) == Counters.None)
            (totals.Visits, totals.Bounces, totals.DurationSeconds, totals.VisitPageviews, totals.EntryVisits) = (0, 0, 0, 0, 0);
        return totals;
    }

    private ReportGroup MakeGroup(GroupTree tree, int node, LevelTexts texts, in GroupTotals totals)
    {
        var values = new string[plan.LevelDimensions.Length];
        int timeLabel = -1;
        for (int level = values.Length - 1, at = node; level >= 0; level--, at = tree.ParentOf(at))
        {
            values[texts.PlaceOf(level)] = texts.TextOf(level, tree.ValueOf(at));
            if (plan.LevelDimensions[level].IsTime) timeLabel = tree.ValueOf(at);
        }

        return new ReportGroup(values, timeLabel, totals);
    }
}
