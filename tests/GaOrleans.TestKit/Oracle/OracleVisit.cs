using GaOrleans.Core.Hits;

namespace GaOrleans.TestKit.Oracle;

/// <summary>A visit as the oracle sees it: its hits, in order.</summary>
public sealed record OracleVisit(ulong Visitor, List<Hit> Hits)
{
    private const long PauseMs = 30 * 60 * 1000;

    /// <summary>Time of the first hit.</summary>
    public long FirstMs => Hits[0].TimeMs;

    /// <summary>Time of the last hit.</summary>
    public long LastMs => Hits[^1].TimeMs;

    /// <summary>Its page views.</summary>
    public List<Hit> Pageviews => Hits.FindAll(hit => hit.Name == "pageview");

    /// <summary>One page view and no interactive custom event.</summary>
    public bool IsBounce => Pageviews.Count == 1 && !Hits.Exists(hit => hit.Name is not ("pageview" or "engagement") && hit.Interactive);

    /// <summary>Whole seconds from first to last hit; 0 for bounces.</summary>
    public long Seconds => IsBounce ? 0 : (LastMs - FirstMs) / 1000;

    /// <summary>All visits in a list of hits.</summary>
    public static List<OracleVisit> In(IEnumerable<Hit> hits)
    {
        var visits = new List<OracleVisit>();
        foreach (IGrouping<ulong, Hit> visitor in hits.GroupBy(hit => hit.Visitor))
        {
            OracleVisit? open = null;
            foreach (Hit hit in visitor.OrderBy(hit => hit, HitContentOrder.Instance))
            {
                if (open is not null && hit.TimeMs - open.LastMs <= PauseMs)
                {
                    open.Hits.Add(hit);
                }
                else if (hit.Name != "engagement")
                {
                    open = new OracleVisit(visitor.Key, [hit]);
                    visits.Add(open);
                }
            }
        }

        return visits;
    }
}
