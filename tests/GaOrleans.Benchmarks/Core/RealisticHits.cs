using System.Globalization;
using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Benchmarks.Core;

/// <summary>Encoded hits of one busy hour: zipf pages, a few hundred clients, a hundred origins, one event in ten with properties. The same for every run.</summary>
internal static class RealisticHits
{
    public const int Site = 1;
    public const long Hour = 1_790_812_800;

    /// <summary>Makes the hits of one site.</summary>
    /// <param name="count">How many.</param>
    /// <param name="hours">Over how many hours from <see cref="Hour"/> on, evenly.</param>
    public static byte[][] Make(int count, int hours = 1)
    {
        var random = new Random(7);
        ClientInfo[] clients = [.. Enumerable.Range(0, 400).Select(Client)];
        OriginInfo[] origins = [.. Enumerable.Range(0, 100).Select(Origin)];
        var hits = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            ulong visitor = GaOrleans.Core.Encoding.Hash64.Mix((ulong)random.Next(1, (count / 4) + 2));
            hits[i] = Hit(random, visitor, clients[visitor % 400], origins[visitor % 100], Hour + (i % hours * 3600L));
        }

        return hits;
    }

    /// <summary>Makes the hits of a small site's hour: two visits, of three hits and of two.</summary>
    public static byte[][] MakeSmall(int seed)
    {
        var random = new Random(seed);
        int first = random.Next(400), second = random.Next(400);
        return [.. Enumerable.Range(0, 5).Select(i => i < 3
            ? Hit(random, (ulong)seed * 2, Client(first), Origin(first % 100), Hour)
            : Hit(random, ((ulong)seed * 2) + 1, Client(second), Origin(second % 100), Hour))];
    }

    private static byte[] Hit(Random random, ulong visitor, ClientInfo client, OriginInfo origin, long hour)
    {
        bool custom = random.Next(10) == 0, buys = custom && random.Next(5) == 0;
        return HitBytes.Of(new Hit
        {
            Site = Site,
            Hour = hour,
            TimeMs = (hour * 1000) + random.Next(3_600_000),
            Visitor = visitor,
            Name = !custom ? "pageview" : buys ? "purchase" : "add_to_cart",
            Page = "/product/item-" + Zipf(random, 2000).ToString(CultureInfo.InvariantCulture),
            Hostname = "www.shop.example",
            Client = client,
            Origin = origin,
            Props = custom ? [new("qty", "1"), new("sku", "p" + random.Next(500).ToString(CultureInfo.InvariantCulture))] : [],
            Revenue = buys ? new Revenue(random.Next(1000, 200_000), "EUR") : null,
        });
    }

    private static ClientInfo Client(int number) => new(
        ((string[])["US", "DE", "GB", "FR", "IN"])[number % 5], "", "", number % 3 == 0 ? "Mobile" : "Desktop",
        ((string[])["Chrome", "Safari", "Firefox", "Microsoft Edge"])[number % 4], $"{100 + (number % 31)}.0", number % 3 == 0 ? "Android" : "Windows", "10.0");

    private static OriginInfo Origin(int number) => number % 3 == 0
        ? new OriginInfo()
        : new OriginInfo($"source-{number}", $"www.source-{number}.example/path", "Referral", number % 7 == 0 ? "email" : "", "", number % 7 == 0 ? $"campaign-{number}" : "");

    private static int Zipf(Random random, int values) => (int)Math.Min(values - 1, Math.Exp(random.NextDouble() * Math.Log(values)) - 1);
}
