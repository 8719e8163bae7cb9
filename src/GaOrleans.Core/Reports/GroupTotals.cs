namespace GaOrleans.Core.Reports;

/// <summary>The raw counters of one group. All are sums, so groups of disjoint visitors merge by adding.</summary>
public struct GroupTotals
{
    /// <summary>Distinct visitors.</summary>
    public long Visitors;

    /// <summary>Visits.</summary>
    public long Visits;

    /// <summary>Visits that bounced.</summary>
    public long Bounces;

    /// <summary>Sum over visits of whole seconds from first to last hit, 0 for bounces.</summary>
    public long DurationSeconds;

    /// <summary>Page views of the counted visits, for views_per_visit.</summary>
    public long VisitPageviews;

    /// <summary>Visits entering at the filtered or grouped page, the base of its bounce rate; equals <see cref="Visits"/> without a page.</summary>
    public long EntryVisits;

    /// <summary>Page views.</summary>
    public long Pageviews;

    /// <summary>Events without engagement events.</summary>
    public long Events;

    /// <summary>Sum of revenue in thousandths; some nine thousand events of the highest amount are more than 64 bits hold.</summary>
    public Int128 RevenueMilli;

    /// <summary>Events that carry revenue.</summary>
    public long RevenueEvents;

    /// <summary>Sum over (visitor, page) pairs of the deepest scroll in percent.</summary>
    public long ScrollDepthSum;

    /// <summary>(Visitor, page) pairs with scroll data.</summary>
    public long ScrollPairs;

    /// <summary>Sum of engaged milliseconds.</summary>
    public long EngagementMs;

    /// <summary>(Visit, page) pairs with engagement data.</summary>
    public long EngagementPairs;
}
