namespace GaOrleans.Demo.Traffic;

/// <summary>
/// All traffic of the demo. The visits that begin in a quarter of an hour depend on the seed, the site and that quarter alone, so the same days
/// can be sent twice: the event ids are the same, and the collector counts each once.
/// </summary>
internal sealed class TrafficModel
{
    /// <summary>Length of the piece of time whose visits are made together. Every zone's hours consist of whole quarters.</summary>
    public static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private const double RobotShare = 0.03;
    private const int QuartersPerDay = 96;
    private readonly long _seed;
    private readonly int _public;
    private readonly double _visitsPerDay;
    private readonly double _shares;
    private readonly (DemoSite Site, VisitScript Script, Rhythm Rhythm)[] _sites;

    /// <summary>Traffic for these sites.</summary>
    /// <param name="sites">Which sites are visited.</param>
    /// <param name="visitsPerDay">Visits of all sites together on a working day.</param>
    /// <param name="seed">Which of all possible traffic.</param>
    public TrafficModel(IReadOnlyList<DemoSite> sites, double visitsPerDay, long seed)
    {
        _seed = seed;
        _visitsPerDay = visitsPerDay;
        _public = Math.Max(50, (int)(visitsPerDay * 4));
        _shares = sites.Sum(site => site.Share);
        _sites = [.. sites.Select(site => (site, new VisitScript(site), new Rhythm(site)))];
    }

    /// <summary>The visits that begin in a quarter of an hour, at all sites, in order of their beginning.</summary>
    /// <param name="quarter">Quarters of an hour since 1970 UTC.</param>
    public IReadOnlyList<DemoVisit> Quarterly(long quarter)
    {
        List<DemoVisit> visits = [];
        var start = DateTimeOffset.UnixEpoch + quarter * Quarter;
        foreach (var (site, script, rhythm) in _sites)
        {
            var dice = Dice.For(_seed, site.Domain, quarter);
            var expected = _visitsPerDay * site.Share / _shares / QuartersPerDay * rhythm.At(start);
            for (var count = dice.Count(expected); count > 0; count--)
                visits.Add(Visit(site, script, dice, start.ToUnixTimeMilliseconds() + dice.Below((int)Quarter.TotalMilliseconds)));
        }
        visits.Sort((left, right) => left.Hits[0].TimeMs.CompareTo(right.Hits[0].TimeMs));
        return visits;
    }

    /// <summary>A visit that begins now, at one of the sites that are awake.</summary>
    public DemoVisit Now(Dice dice, DateTimeOffset now)
    {
        var site = new Weighted<int>([.. _sites.Select((site, index) => (site.Site.Share * site.Rhythm.At(now), index))]).Draw(dice);
        return Visit(_sites[site].Site, _sites[site].Script, dice, now.ToUnixTimeMilliseconds());
    }

    private DemoVisit Visit(DemoSite site, VisitScript script, Dice dice, long startMs)
    {
        // Its own dice: what one visit does changes no other.
        var own = new Dice(dice.Next());
        if (own.Chance(RobotShare)) return new DemoVisit(site, Visitor.Robot(site, own), script.Robot(own, startMs));
        // Squared: some people of the public come often, most rarely.
        var number = (int)(Math.Pow(own.Share(), 2) * _public);
        return new DemoVisit(site, Visitor.Person(site, _seed, number), script.Person(own, startMs));
    }
}
