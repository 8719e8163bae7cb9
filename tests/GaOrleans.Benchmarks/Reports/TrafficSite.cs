using System.Text;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Benchmarks.Reports;

/// <summary>
/// A site's traffic in memory, believable in shape and equal for equal arguments: 40 percent of visits have one hit, the others six on average;
/// a visitor comes back now and then; pages, countries and sources are Zipf; the day has a rhythm; 12 percent of hits are custom events, 2 percent purchases.
/// </summary>
public sealed class TrafficSite
{
    /// <summary>The first hour, seconds since 1970 UTC: 2026-10-01.</summary>
    public const long FirstHour = 1_790_812_800;

    private static readonly string[] Countries = ["US", "DE", "GB", "FR", "IN", "BR", "CA", "ES", "IT", "NL", "JP", "AU", "PL", "MX", "TR", "SE", "CH", "BE", "AT", "ID",
        "KR", "ZA", "AR", "DK", "NO", "FI", "PT", "IE", "CZ", "RO", "GR", "HU", "UA", "IL", "SG", "MY", "TH", "VN", "PH", "CL",
        "CO", "PE", "NZ", "AE", "SA", "EG", "NG", "KE", "MA", "PK", "BD", "LK", "TW", "HK", "SK", "BG", "HR", "RS", "SI", "LT"];

    private static readonly byte[] Host = "www.site1.example"u8.ToArray(), Pageview = "pageview"u8.ToArray(), Purchase = "purchase"u8.ToArray();
    private static readonly byte[][] Customs = [.. new[] { "search", "signup", "download", "add_to_cart" }.Select(Encoding.UTF8.GetBytes)];

    private readonly Random _random;
    private readonly Bucket[] _buckets;
    private readonly byte[][] _pages = [.. Enumerable.Range(0, 2000).Select(PageName)];
    private readonly byte[][] _origins = [.. Enumerable.Range(0, 42).Select(MakeOrigin)];
    private readonly byte[][] _clients;
    private readonly double[] _pageShares = Zipf(2000), _countryShares = Zipf(60), _originShares = Zipf(42), _browserShares = Zipf(25);
    private long _hits;
    private int _visitors;

    private TrafficSite(int days, int seed)
    {
        _random = new Random(seed);
        _buckets = [.. Enumerable.Range(0, days * 24).Select(hour => new Bucket(new BucketKey(1, FirstHour + (hour * 3600L), 0), BucketLimits.Default))];
        _clients = [.. Enumerable.Range(0, 60 * 25 * 3).Select(MakeClient)];
    }

    /// <summary>Makes the buckets of a site, ordered by hour.</summary>
    public static Bucket[] Make(long hits, int days, int seed)
    {
        var site = new TrafficSite(days, seed);
        double[] rhythm = [.. Enumerable.Range(0, days * 24).Select(hour => 1 + (0.75 * Math.Cos((hour - 19) / 24.0 * 2 * Math.PI)))];
        double sum = rhythm.Sum(), made = 0;
        for (int hour = 0; hour < rhythm.Length; hour++)
        {
            made += rhythm[hour];
            while (site._hits < hits * made / sum) site.AddVisit(hour);
        }

        return site._buckets;
    }

    private static byte[] PageName(int page) => Encoding.UTF8.GetBytes(page switch
    {
        0 => "/",
        _ when page % 8 is 0 or 1 or 3 or 7 => $"/product/item-{page}",
        _ when page % 8 is 2 or 5 => $"/blog/post-{page}",
        _ => $"/docs/page-{page}",
    });

    private static byte[] MakeOrigin(int number) => Section((ref ByteWriter to) => OriginSection.Write(
        number == 0 ? new OriginInfo() : new OriginInfo($"source{number}", $"www.source{number}.example/", "Referral", number > 30 ? "cpc" : "", "", number > 30 ? $"campaign{number}" : ""), ref to));

    private static byte[] MakeClient(int number) => Section((ref ByteWriter to) => ClientSection.Write(
        new ClientInfo(Countries[number % 60], "", "", number / 1500 == 0 ? "Desktop" : "Mobile", $"Browser{number / 60 % 25 / 5}", $"{number / 60 % 25}.0", $"System{number / 1500}", ""), ref to));

    private static byte[] Section(SectionWriter write)
    {
        var buffer = new byte[1024];
        var to = new ByteWriter(buffer);
        write(ref to);
        return to.Written.ToArray();
    }

    private static double[] Zipf(int count)
    {
        var shares = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) shares[i] = sum += 1.0 / (i + 1);
        for (int i = 0; i < count; i++) shares[i] /= sum;
        return shares;
    }

    private static int Choose(double[] shares, double at)
    {
        int found = Array.BinarySearch(shares, at);
        return Math.Min(found >= 0 ? found : ~found, shares.Length - 1);
    }

    private static double Unit(int visitor, ulong salt) => (Hash64.Mix((ulong)visitor ^ (salt << 40)) >> 11) * (1.0 / (1UL << 53));

    private void AddVisit(int hour)
    {
        int visitor = _visitors == 0 || _random.NextDouble() < 0.42 ? _visitors++ : Math.Max(0, _visitors - 1 - (int)(-Math.Log(1 - _random.NextDouble()) * ((0.35 * _visitors) + 10)));
        int client = Choose(_countryShares, Unit(visitor, 1)) + (60 * Choose(_browserShares, Unit(visitor, 2))) + (1500 * (int)(Unit(visitor, 3) * 3));
        int hits = _random.NextDouble() < 0.4 ? 1 : 2 + Math.Min(60, (int)(Math.Log(1 - _random.NextDouble()) / Math.Log(0.8)));
        int origin = Choose(_originShares, _random.NextDouble());
        long time = ((FirstHour + (hour * 3600L)) * 1000) + _random.Next(3_600_000), end = (FirstHour + (_buckets.Length * 3600L)) * 1000;
        byte[] page = _pages[0];
        for (int i = 0; i < hits && time < end; i++)
        {
            double kind = i == 0 ? 1 : _random.NextDouble();
            if (kind > 0.12) page = _pages[Choose(_pageShares, _random.NextDouble())];
            Apply(new Kind(visitor, client, origin, kind), page, time);
            time += 3000 + (long)(-Math.Log(1 - _random.NextDouble()) * 45_000);
        }
    }

    private void Apply(in Kind kind, byte[] page, long timeMs)
    {
        HitFields hit = default;
        hit.Site = 1;
        hit.TimeMs = timeMs;
        hit.Hour = timeMs / 3_600_000 * 3600;
        hit.Visitor = Hash64.Mix((ulong)kind.Visitor + 1);
        hit.Interactive = true;
        hit.Name = kind.Share > 0.12 ? Pageview : kind.Share < 0.02 ? Purchase : Customs[(int)(kind.Share * 1000) & 3];
        hit.Page = page;
        hit.Hostname = Host;
        hit.Client = _clients[kind.Client];
        hit.Origin = _origins[kind.Origin];
        hit.EngagementMs = hit.ScrollDepth = -1;
        if (kind.Share < 0.02) (hit.Currency, hit.RevenueMilli) = (0x455552, _random.Next(5_000, 200_000));
        _buckets[(hit.Hour - FirstHour) / 3600].Apply(hit, new LogPosition(0, _hits++));
    }

    private delegate void SectionWriter(ref ByteWriter to);

    private readonly record struct Kind(int Visitor, int Client, int Origin, double Share);
}
