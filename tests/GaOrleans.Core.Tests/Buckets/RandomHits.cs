using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Tests.Buckets;

/// <summary>Random hits of one hour, from small pools, so that visitors, times, values and event ids often coincide.</summary>
internal static class RandomHits
{
    public const long Hour = 497_222 * 3600L;

    public static List<Hit> Make(int seed, int count, int visitors = 5, int eventIds = 12, int shard = 0)
    {
        var random = new Random(seed);
        var hits = new List<Hit>();
        for (int i = 0; i < count; i++)
        {
            hits.Add(i > 0 && random.Next(8) == 0 ? hits[random.Next(hits.Count)] : One(random, visitors, eventIds, shard));
        }

        return hits;
    }

    public static List<Hit> Shuffled(IReadOnlyList<Hit> hits, int seed)
    {
        Hit[] all = [.. hits];
        new Random(seed).Shuffle(all);
        return [.. all];
    }

    private static Hit One(Random random, int visitors, int eventIds, int shard)
    {
        int kind = random.Next(10);
        return new Hit
        {
            Site = 7,
            Hour = Hour,
            Shard = shard,
            TimeMs = (Hour * 1000) + (random.Next(4) == 0 ? random.Next(3_600_000) : random.Next(6) * 1000),
            Visitor = Visitor(random.Next(visitors)),
            EventId = eventIds > 0 && random.Next(2) == 0 ? (ulong)random.Next(1, eventIds + 1) * 0x9E37_79B9_7F4A_7C15 : 0,
            Name = kind switch { < 6 => "pageview", < 8 => "engagement", 8 => "signup", _ => "heartbeat" },
            Interactive = kind != 9,
            Page = "/p/" + random.Next(30),
            Hostname = random.Next(6) == 0 ? "shop.example" : "www.example",
            Client = new ClientInfo(Country: random.Next(2) == 0 ? "DE" : "", City: random.Next(3) == 0 ? "München" : "", Browser: "Chrome", BrowserVersion: random.Next(90, 95) + ".0"),
            Origin = new OriginInfo(Source: random.Next(3) == 0 ? "Google" : "", Channel: random.Next(3) == 0 ? "Organic Search" : "Direct"),
            Props = random.Next(3) == 0 ? [new("plan", "p" + random.Next(4)), new("size", random.Next(9).ToString())] : [],
            Revenue = random.Next(7) == 0 ? new Revenue(random.Next(-5, 5) * 10L, random.Next(2) == 0 ? "EUR" : "USD") : null,
            EngagementMs = kind is 6 or 7 ? random.Next(3) * 1000 : null,
            ScrollDepth = kind is 7 ? random.Next(101) : null,
        };
    }

    private static ulong Visitor(int number) => number switch { 0 => 0, 1 => ulong.MaxValue, 2 => 1, _ => (ulong)number * 0x0123_4567_89AB_CDEF };
}
