using System.Diagnostics;
using System.Text;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using Xunit.Abstractions;

namespace GaOrleans.Engine.Tests.Collecting;

public class HitAssemblerTests(ITestOutputHelper output)
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
    private static readonly long Noon = Ms("2026-03-10T12:34:56Z");
    private static readonly Site Shop = new(7, 1, "example.com", "Europe/Berlin", "EUR", 0);
    private readonly HitAssembler _assembler = new("a secret of 16 b"u8, new VisitorContinuity());
    private readonly byte[] _buffer = new byte[HitLimits.EncodedBytes];

    [Fact]
    public void Assemble_WritesAllParts_OfAPageview()
    {
        RawHit raw = Raw("https://www.Example.com/a%20b/?utm_source=fb&utm_medium=cpc&utm_campaign=Spring+Sale#top", "https://l.facebook.com/l.php?u=x");
        raw.Country = "de"u8;
        raw.Region = "DE-BY"u8;
        raw.City = "Nürnberg"u8;
        raw.EventId = "e1"u8;
        AssembledHit assembled = _assembler.Assemble(raw, Shop, _buffer);
        Assert.True(HitCodec.TryRead(_buffer.AsSpan(0, assembled.Length), out HitFields hit));
        Assert.Equal(DropReason.None, assembled.Drop);
        Assert.Equal(7, hit.Site);
        Assert.Equal(Ms("2026-03-10T12:00:00Z") / 1000, hit.Hour);
        Assert.Equal(Noon, hit.TimeMs);
        Assert.Equal(assembled.Visitor, hit.Visitor);
        Assert.Equal(HitAssembler.ParserVersion, hit.ParserVersion);
        Assert.Equal("pageview", Text(hit.Name));
        Assert.Equal("/a%20b/", Text(hit.Page));
        Assert.Equal("example.com", Text(hit.Hostname));
        Assert.NotEqual(0UL, hit.EventId);
        Assert.Equal(new ClientInfo("DE", "DE-BY", "Nürnberg", "Desktop", "Chrome", "124.0", "Windows", "10"), ClientSection.Read(hit.Client));
        Assert.Equal(new OriginInfo("Facebook", "l.facebook.com/l.php", "Paid Social", "cpc", "fb", "Spring Sale"), OriginSection.Read(hit.Origin));
    }

    [Theory]
    [InlineData("https://example.com", false, "/", "example.com")]
    [InlineData("https://example.com?x=1", false, "/", "example.com")]
    [InlineData("https://shop.example.com:8443/a?b#c", false, "/a", "shop.example.com")]
    [InlineData("https://example.com/app?q=1#/route/2", true, "/app#/route/2", "example.com")]
    [InlineData("https://user:pw@example.com/x", false, "/x", "example.com")]
    [InlineData("example.com/x", false, "/x", "example.com")]
    [InlineData("/only/path", false, "/only/path", "")]
    [InlineData("https://WWW.EXAMPLE.COM./x", false, "/x", "example.com")]
    [InlineData("https://example.com/ünï", false, "/ünï", "example.com")]
    public void Assemble_CutsPageAndHost_AsDefined(string url, bool hashMode, string page, string host)
    {
        RawHit raw = Raw(url, "");
        raw.HashMode = hashMode;
        HitFields hit = Assembled(raw, Shop);
        Assert.Equal(page, Text(hit.Page));
        Assert.Equal(host, Text(hit.Hostname));
    }

    [Theory]
    [InlineData("https://example.com/other")]
    [InlineData("https://www.example.com/other")]
    [InlineData("https://blog.example.com/")]
    [InlineData("")]
    public void Assemble_SaysDirect_WhenTheReferrerIsTheSiteItself(string referrer) =>
        Assert.Equal(new OriginInfo(), OriginSection.Read(Assembled(Raw("https://shop.example.com/", referrer), Shop).Origin));

    [Fact]
    public void Assemble_SaysReferral_WhenAnotherDomainEndsAlike() =>
        Assert.Equal(new OriginInfo("notexample.com", "notexample.com/x", "Referral"), OriginSection.Read(Assembled(Raw("https://example.com/", "https://notexample.com/x/"), Shop).Origin));

    [Fact]
    public void Assemble_NamesTheDropReason()
    {
        Assert.Equal(DropReason.Bot, DropOf(raw => raw, agent: "curl/8"));
        Assert.Equal(DropReason.Bot, DropOf(raw => raw, agent: ""));
        Assert.Equal(DropReason.SpamReferrer, DropOf(raw => raw, referrer: "http://x.semalt.com/crawl"));
        Assert.Equal(DropReason.None, DropOf(raw => raw, referrer: "https://news.example.org/"));
        RawHit vouched = Raw("https://example.com/", "", agent: "");
        vouched.Vouched = true;
        Assert.Equal(DropReason.None, _assembler.Assemble(vouched, Shop, _buffer).Drop);
        RawHit ahead = Raw("https://example.com/", "");
        ahead.Prefetch = true;
        Assert.Equal(DropReason.Prefetch, _assembler.Assemble(ahead, Shop, _buffer).Drop);
        Assert.Equal(DropReason.Blocked, _assembler.Assemble(ahead, Shop with { Blocked = true }, _buffer).Drop);
    }

    [Fact]
    public void Assemble_SplitsVisitors_AmongShards()
    {
        Site busy = Shop with { Shards = 4 };
        var shards = new HashSet<int>();
        for (int i = 0; i < 100; i++)
        {
            RawHit raw = Raw("https://example.com/", "");
            raw.Address = Encoding.UTF8.GetBytes($"10.0.0.{i}");
            AssembledHit hit = _assembler.Assemble(raw, busy, _buffer);
            Assert.Equal((int)(hit.Visitor % 4), hit.Shard);
            shards.Add(hit.Shard);
        }

        Assert.Equal([0, 1, 2, 3], shards.Order());
    }

    [Fact]
    public void Assemble_GivesTheId_ThatTheHitsOwnDayHas()
    {
        ulong today = VisitorAt("2026-03-10T12:00:00Z");
        Assert.Equal(today, VisitorAt("2026-03-10T00:00:01Z"));
        Assert.NotEqual(today, VisitorAt("2026-03-11T12:00:00Z"));
        Assert.NotEqual(today, VisitorAt("2026-03-10T12:00:00Z", Shop with { Id = 8 }));
        Assert.Equal(today, VisitorAt("2026-03-10T13:00:00Z"));
    }

    [Fact]
    public void Assemble_KeepsTheId_WhenAVisitSpansMidnight()
    {
        ulong before = VisitorAt("2026-03-10T23:50:00Z");
        Assert.Equal(before, VisitorAt("2026-03-11T00:10:00Z"));
        Assert.Equal(before, VisitorAt("2026-03-11T00:39:00Z"));
        Assert.NotEqual(before, VisitorAt("2026-03-11T01:30:00Z"));
    }

    [Fact]
    public void Assemble_KeepsConsentingVisitors_OverDays()
    {
        RawHit raw = Raw("https://example.com/", "");
        raw.VisitorId = "customer-1"u8;
        ulong first = _assembler.Assemble(raw, Shop, _buffer).Visitor;
        raw.TimeMs += 40 * VisitorIds.DayMs;
        raw.Address = "9.9.9.9"u8;
        Assert.Equal(first, _assembler.Assemble(raw, Shop, _buffer).Visitor);
    }

    [Fact]
    public void Assemble_WritesNothing_WhenTheDestinationIsTooSmall() =>
        Assert.Equal(0, _assembler.Assemble(Raw("https://example.com/", ""), Shop, _buffer.AsSpan(0, 50)).Length);

    [Fact]
    public void Assemble_NeverThrows_OnRandomBytes()
    {
        var random = new Random(20260310);
        string[] seeds = ["https://", "http://a.b/", "?utm_source=%", "android-app://", "#", "&", "//", "www.", "%ff%fe", "[::1]:80", "Mozilla/5.0 (", "bot", "\"Brave\";v=\"", "Android ", "\ud83d\ude00"];
        for (int round = 0; round < 10_000; round++)
        {
            RawHit raw = default;
            raw.TimeMs = raw.ReceivedMs = random.NextInt64(-62_135_596_800_000, 253_402_300_799_999);
            raw.Name = "x"u8;
            raw.Url = Garbage(random, seeds);
            raw.Referrer = Garbage(random, seeds);
            raw.UserAgent = Garbage(random, seeds);
            raw.HintBrands = Garbage(random, seeds);
            raw.HintPlatformVersion = Garbage(random, seeds);
            raw.Address = Garbage(random, seeds);
            raw.Country = Garbage(random, seeds);
            raw.City = Garbage(random, seeds);
            raw.HashMode = round % 2 == 0;
            raw.EngagementMs = raw.ScrollDepth = -1;
            AssembledHit hit = _assembler.Assemble(raw, Shop, _buffer);
            Assert.True(hit.Length > 0 && hit.Length <= HitAssembler.MaxSize(raw), $"round {round}");
            Assert.True(HitCodec.TryRead(_buffer.AsSpan(0, hit.Length), out HitFields read), $"round {round}");
            Assert.True(ClientSection.IsValid(read.Client) && OriginSection.IsValid(read.Origin) && !read.Page.IsEmpty && read.Visitor != 0, $"round {round}");
        }
    }

    [Fact]
    public void Assemble_AllocatesNothing_WhenCachesAreWarm()
    {
        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        const int hits = 1_000;
        double best = double.MaxValue;
        for (int round = 0; round < 400; round++)
        {
            long started = Stopwatch.GetTimestamp();
            Run(hits);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / hits);
        }

        output.WriteLine($"{best:F0} ns a hit, warm, one thread, best of 400 rounds");
    }

    [Fact]
    public void Assemble_StaysBounded_OnHostileInputs()
    {
        // Each is made to be as long and as hard to read as the limits allow, and differs every time, so that no cache helps.
        const int hits = 2_000;
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < hits; i++)
        {
            RawHit raw = Raw($"https://example.com/?utm_source={i}&{string.Concat(Enumerable.Repeat("ref&gcli=%", 180))}", $"https://{i}.{string.Concat(Enumerable.Repeat("a.", 120))}/",
                $"Mozilla/5.0 ({i} {string.Concat(Enumerable.Repeat("cubotOPRopr/", 80))}");
            raw.HintBrands = Encoding.UTF8.GetBytes($"{i}{string.Concat(Enumerable.Repeat("\"v=\"", 100))}");
            Assert.True(_assembler.Assemble(raw, Shop, _buffer).Length > 0);
        }

        double microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds / hits;
        output.WriteLine($"{microseconds:F0} us a hostile hit");
        // A hundred times what it takes; a quadratic step would take more.
        Assert.True(microseconds < 20_000, $"{microseconds} us");
    }

    [Fact]
    public async Task Assemble_GivesTheSame_OnManyThreads()
    {
        byte[] expected = new byte[4096];
        int length = _assembler.Assemble(Raw("https://example.com/?gclid=1", "https://www.google.de/search?q=x"), Shop, expected).Length;
        await Parallel.ForAsync(0, 4, (worker, _) =>
        {
            byte[] buffer = new byte[4096];
            for (int i = 0; i < 5_000; i++)
            {
                // Others crowd the caches at the same time.
                _assembler.Assemble(Raw($"https://example.com/?utm_campaign={worker}-{i}", "", Chrome + i % 1000), Shop, buffer);
                AssembledHit hit = _assembler.Assemble(Raw("https://example.com/?gclid=1", "https://www.google.de/search?q=x"), Shop, buffer);
                Assert.True(buffer.AsSpan(0, hit.Length).SequenceEqual(expected.AsSpan(0, length)));
            }

            return ValueTask.CompletedTask;
        });
    }

    private static byte[] Garbage(Random random, string[] seeds)
    {
        var bytes = new List<byte>();
        int parts = random.Next(5);
        for (int i = 0; i < parts; i++)
        {
            byte[] noise = new byte[random.Next(random.Next(10) == 0 ? 900 : 20)];
            random.NextBytes(noise);
            bytes.AddRange(Encoding.UTF8.GetBytes(seeds[random.Next(seeds.Length)]));
            bytes.AddRange(noise);
        }

        return [.. bytes];
    }

    private static readonly byte[][] Urls = [.. Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes($"https://www.example.com/products/{i}?utm_source=newsletter&utm_medium=email&utm_campaign=c{i % 5}"))];
    private static readonly byte[][] Agents = [.. Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes(Chrome.Replace("124", $"{80 + i}", StringComparison.Ordinal)))];

    private void Run(int hits)
    {
        for (int i = 0; i < hits; i++)
        {
            RawHit raw = default;
            raw.TimeMs = Noon + i;
            raw.ReceivedMs = Noon + i;
            raw.Name = "pageview"u8;
            raw.Url = Urls[i % 50];
            raw.Referrer = i % 2 == 0 ? "https://www.google.com/"u8 : "https://example.com/somewhere/else"u8;
            raw.UserAgent = Agents[i % 49];
            raw.Address = "203.0.113.77"u8;
            raw.EngagementMs = raw.ScrollDepth = -1;
            _assembler.Assemble(raw, Shop, _buffer);
        }
    }

    private DropReason DropOf(Func<string, string> url, string agent = Chrome, string referrer = "") =>
        _assembler.Assemble(Raw(url("https://example.com/"), referrer, agent), Shop, _buffer).Drop;

    private ulong VisitorAt(string time, Site? site = null)
    {
        RawHit raw = Raw("https://example.com/", "");
        raw.TimeMs = raw.ReceivedMs = Ms(time);
        return _assembler.Assemble(raw, site ?? Shop, _buffer).Visitor;
    }

    private HitFields Assembled(RawHit raw, Site site)
    {
        int length = _assembler.Assemble(raw, site, _buffer).Length;
        Assert.True(HitCodec.TryRead(_buffer.AsSpan(0, length), out HitFields hit));
        return hit;
    }

    private static RawHit Raw(string url, string referrer, string agent = Chrome) => new()
    {
        TimeMs = Noon, ReceivedMs = Noon, Name = "pageview"u8, Url = Encoding.UTF8.GetBytes(url), Referrer = Encoding.UTF8.GetBytes(referrer),
        UserAgent = Encoding.UTF8.GetBytes(agent), Address = "203.0.113.5"u8, EngagementMs = -1, ScrollDepth = -1, Interactive = true,
    };

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static long Ms(string time) => DateTimeOffset.Parse(time).ToUnixTimeMilliseconds();
}
