using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The order of hits by what a bucket keeps of them: time, visitor, then content. Equal means that nothing tells them apart.
/// Of several hits with one event id the smallest is kept; rows of one visitor and time are sorted by it.
/// </summary>
internal static class HitOrder
{
    /// <summary>Compares two hits of one hour.</summary>
    public static int Compare(in HitFields left, in HitFields right)
    {
        int order = left.TimeMs.CompareTo(right.TimeMs);
        if (order != 0) return order;
        order = left.Visitor.CompareTo(right.Visitor);
        return order != 0 ? order : CompareContent(left, right);
    }

    private static int CompareContent(in HitFields left, in HitFields right)
    {
        int order = left.Name.SequenceCompareTo(right.Name);
        if (order == 0) order = left.Page.SequenceCompareTo(right.Page);
        if (order == 0) order = left.Hostname.SequenceCompareTo(right.Hostname);
        if (order == 0) order = left.Client.SequenceCompareTo(right.Client);
        if (order == 0) order = left.Origin.SequenceCompareTo(right.Origin);
        if (order == 0) order = left.Props.SequenceCompareTo(right.Props);
        if (order == 0) order = left.Interactive.CompareTo(right.Interactive);
        if (order == 0) order = left.Currency.CompareTo(right.Currency);
        if (order == 0 && left.Currency != 0) order = left.RevenueMilli.CompareTo(right.RevenueMilli);
        if (order == 0) order = left.EngagementMs.CompareTo(right.EngagementMs);
        if (order == 0) order = left.ScrollDepth.CompareTo(right.ScrollDepth);
        return order != 0 ? order : left.EventId.CompareTo(right.EventId);
    }
}
