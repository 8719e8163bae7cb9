using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Hits by time, visitor, then content: which of two at one instant comes first, and which of two with one event id is kept.</summary>
public sealed class HitContentOrder : IComparer<Hit>
{
    /// <summary>The order.</summary>
    public static HitContentOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Hit? x, Hit? y)
    {
        int order = x!.TimeMs.CompareTo(y!.TimeMs);
        if (order == 0) order = x.Visitor.CompareTo(y.Visitor);
        return order != 0 ? order : CompareContent(x, y);
    }

    private static int CompareContent(Hit x, Hit y)
    {
        HitFields left = HitBytes.Fields(x), right = HitBytes.Fields(y);
        int order = left.Name.SequenceCompareTo(right.Name);
        if (order == 0) order = left.Page.SequenceCompareTo(right.Page);
        if (order == 0) order = left.Hostname.SequenceCompareTo(right.Hostname);
        if (order == 0) order = left.Client.SequenceCompareTo(right.Client);
        if (order == 0) order = left.Origin.SequenceCompareTo(right.Origin);
        if (order == 0) order = left.Props.SequenceCompareTo(right.Props);
        if (order == 0) order = left.Interactive.CompareTo(right.Interactive);
        if (order == 0) order = left.Currency.CompareTo(right.Currency);
        if (order == 0) order = left.RevenueMilli.CompareTo(right.RevenueMilli);
        if (order == 0) order = left.EngagementMs.CompareTo(right.EngagementMs);
        if (order == 0) order = left.ScrollDepth.CompareTo(right.ScrollDepth);
        return order != 0 ? order : left.EventId.CompareTo(right.EventId);
    }
}
