namespace GaOrleans.Demo.Traffic;

/// <summary>Writes down the hits of one visit, as the tracker would: each page that is left tells how long and how far it was read.</summary>
internal sealed class VisitWriter(DemoSite site, Dice dice, long startMs, string referrer)
{
    private const double MeanStayMs = 38_000;
    private const double LongestStayMs = 9 * 60_000;
    private const double EngagedShare = 0.9;
    private readonly List<DemoHit> _hits = [];
    private long _now = startMs;
    private string _before = referrer;
    private string _url = "";
    private long _since;

    /// <summary>The hits so far.</summary>
    public IReadOnlyList<DemoHit> Hits => _hits;

    /// <summary>Looks at a page, after having left the one before.</summary>
    public void View(string path, string title)
    {
        Leave();
        _url = $"https://{site.Domain}{path}";
        _since = _now;
        _hits.Add(Hit("pageview") with { Referrer = _before, Title = $"{title} - {site.Domain}" });
        _before = _url;
        Stay();
    }

    /// <summary>Does something on the page.</summary>
    public void Do(string name, decimal revenue, params IReadOnlyList<KeyValuePair<string, string>> props)
    {
        _hits.Add(Hit(name) with { Props = props, Revenue = revenue });
        _now += 200 + (long)dice.Wait(2_000);
    }

    /// <summary>Leaves the page.</summary>
    public void Leave()
    {
        if (_url.Length == 0 || !dice.Chance(EngagedShare)) return;
        var engaged = (int)((_now - _since) * (0.5 + dice.Share() / 2));
        var depth = Math.Min(100, 15 + (int)(dice.Share() * dice.Share() * 60) + engaged / 1_500);
        _hits.Add(Hit("engagement") with { EngagementMs = engaged, ScrollDepth = depth });
    }

    private void Stay() => _now += 800 + (long)Math.Min(dice.Wait(MeanStayMs), LongestStayMs);

    private DemoHit Hit(string name) => new() { Id = dice.Id(), TimeMs = _now, Name = name, Url = _url };
}
