using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Sites;

namespace GaOrleans.TestKit.Histories;

/// <summary>
/// Makes small histories where things are likely to go wrong: few visitors, pauses around 30 minutes, times at the edges of hours, days and
/// changes of the clock, several shards, repeated event ids.
/// </summary>
public sealed class HistoryGenerator
{
    private const long MinuteMs = 60_000, PauseMs = 30 * MinuteMs;

    // Zones, each with instants (seconds) around which its clock does something.
    private static readonly (string Zone, long[] Instants)[] Places =
    [
        ("Etc/UTC", [1_790_000_000, 1_767_225_600]),
        ("Asia/Kathmandu", [1_790_000_000, 1_767_204_900]),
        ("Asia/Tehran", [1_790_000_000, 1_647_894_600]),
        ("Europe/Berlin", [1_774_746_000, 1_792_890_000]),
        ("America/New_York", [1_772_953_200, 1_793_512_800]),
        ("Australia/Lord_Howe", [1_775_314_800, 1_791_037_800]),
    ];

    private static readonly string[] Pages = ["/", "/a", "/b", "/A/x", "/a/x", "/a/y*"];
    private static readonly string[] Names = ["pageview", "pageview", "pageview", "pageview", "engagement", "engagement", "signup", "purchase", "scroll"];
    private static readonly string[] Sources = ["", "Google", "Bing", "google"];
    private static readonly string[] Countries = ["", "DE", "US"];

    private readonly Random _random;
    private readonly ZoneRules _zone;
    private readonly long _aroundMs;
    private readonly int _shards;

    private HistoryGenerator(int seed)
    {
        _random = new Random(seed);
        (string name, long[] instants) = Pick(Places);
        _zone = Zones.TryFind(name, out ZoneRules? zone) ? zone : throw new InvalidOperationException($"the zone {name} is not known");
        _aroundMs = Pick(instants) * 1000;
        _shards = Pick([1, 1, 1, 2, 3]);
    }

    /// <summary>Makes the history of a seed.</summary>
    /// <param name="seed">Equal seeds make equal histories.</param>
    public static History Make(int seed)
    {
        var generator = new HistoryGenerator(seed);
        return generator.OfVisitors(generator._random.Next(1, 6));
    }

    /// <summary>Makes a history of many visitors, for what only happens among many.</summary>
    /// <param name="seed">Equal seeds make equal histories.</param>
    /// <param name="visitors">How many; each has about seven hits.</param>
    public static History MakeCrowd(int seed, int visitors) => new HistoryGenerator(seed).OfVisitors(visitors);

    private History OfVisitors(int visitors)
    {
        var hits = new List<Hit>();
        for (int visitor = 0; visitor < visitors; visitor++) AddVisitor(hits, _random.Next(4) == 0 ? (ulong)visitor : (ulong)_random.NextInt64() * 2);
        Repeat(hits);
        Hit[] arrivals = [.. hits];
        _random.Shuffle(arrivals);
        return new History(_zone, arrivals);
    }

    private void AddVisitor(List<Hit> hits, ulong visitor)
    {
        long time = _aroundMs + (_random.Next(-180, 180) * MinuteMs);
        int count = _random.Next(1, 14);
        // The number of shards may change while the visitor is here; then two shards hold hits of one hour.
        int shard = _random.Next(_shards);
        bool moves = _random.Next(3) == 0;
        for (int i = 0; i < count; i++)
        {
            hits.Add(MakeHit(visitor, time, moves ? _random.Next(_shards) : shard));
            time = Next(time);
        }
    }

    private long Next(long time) => _random.Next(12) switch
    {
        0 => time,
        1 => time + 1,
        2 => time + PauseMs,
        3 => time + PauseMs + 1,
        4 => time + PauseMs - 1,
        5 => (_zone.HourEnd(_zone.HourStart(time / 1000)) * 1000) + _random.Next(-1, 2),
        6 => time + (_random.Next(30, 300) * MinuteMs),
        7 => time + (24 * 60 * MinuteMs) - _random.Next(3),
        8 => _zone.FromLocal(((time / 1000) + _zone.OffsetAt(time / 1000)) / 86_400 * 86_400 + 86_400) * 1000 + _random.Next(-1, 2),
        _ => time + _random.Next(1, (int)PauseMs),
    };

    private Hit MakeHit(ulong visitor, long timeMs, int shard)
    {
        string name = Pick(Names);
        bool engagement = name == "engagement";
        return new Hit
        {
            Site = 7,
            Hour = _zone.HourStart(timeMs / 1000),
            Shard = shard,
            TimeMs = timeMs,
            Visitor = visitor,
            EventId = _random.Next(3) == 0 ? (ulong)_random.Next(1, 1000) : 0,
            Name = name,
            Interactive = name != "scroll",
            Page = Pick(Pages),
            Hostname = Pick(["", "x.example", "y.example"]),
            Client = new ClientInfo(Pick(Countries), Pick(["", "DE-BY"]), Pick(["", "Ulm", "Bonn"]), Pick(["Desktop", "Mobile"]), Pick(["Chrome", "Safari"]), Pick(["", "1.0"]), "Mac", "14.1"),
            Origin = new OriginInfo(Pick(Sources), Pick(["", "a.example/x"]), Pick(["Direct", "Organic Search"]), Pick(["", "cpc"]), "", Pick(["", "spring"]), "", ""),
            Props = MakeProps(),
            Revenue = name == "purchase" ? new Revenue(_random.Next(-500, 100_000), Pick(["EUR", "EUR", "USD"])) : null,
            EngagementMs = engagement && _random.Next(4) > 0 ? _random.Next(60_000) : null,
            ScrollDepth = engagement && _random.Next(4) > 0 ? _random.Next(101) : null,
        };
    }

    private List<KeyValuePair<string, string>> MakeProps()
    {
        var props = new List<KeyValuePair<string, string>>();
        if (_random.Next(3) == 0) props.Add(new("plan", Pick(["free", "pro", "Pro"])));
        if (_random.Next(3) == 0) props.Add(new("size", Pick(["1", "22"])));
        return props;
    }

    // Retries arrive in the same hour with another time or content, or an hour later.
    private void Repeat(List<Hit> hits)
    {
        foreach (Hit hit in hits.ToArray())
        {
            if (hit.EventId == 0 || _random.Next(3) > 0) continue;
            long time = _random.Next(3) == 0 ? hit.TimeMs + (_random.Next(60) * MinuteMs) : hit.TimeMs;
            hits.Add(hit with { TimeMs = time, Hour = _zone.HourStart(time / 1000), Page = Pick(Pages), Shard = _random.Next(_shards) });
            if (_random.Next(2) == 0) hits.Add(hit);
        }
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
