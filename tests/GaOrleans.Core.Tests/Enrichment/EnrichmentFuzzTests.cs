using System.Diagnostics;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Tests.Enrichment;

public class EnrichmentFuzzTests
{
    private const int Seed = 20261121;

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 Edg/118.0.2088.46",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 13; SM-S901B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 SamsungBrowser/22.0 Chrome/111.0.5563.116 Mobile Safari/537.36",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    ];

    private static readonly string[] Addresses =
    [
        "https://user:pw@www.example.com:8080/a/b%20c?utm_source=news&utm_medium=email&gclid=x&ref=y&source=%C3%BC#top",
        "android-app://com.google.android.gm/", "//[2001:db8::1]/x?utm_campaign=%zz", "HTTPS://ex.co.uk./?utm_term=+a+&fbclid=1&msclkid=2",
    ];

    private static readonly string[] Pieces = ["", "/", "//", ":", "@", "?", "#", "%", "%2", "%00", "&", "=", "[", "]", "(", ")", ";", ".", "..", "v=\"", "\"", "9999999999999999999999", "-1", "\0", "\ud83d\ude00", "\ud800", "ü", " ", "Version/", "Android ", "Windows NT ", "utm_source="];

    [Fact]
    public void AnyAgentAndHints_AreParsed_WithinLimits()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 8_000; round++)
        {
            string agent = Mutated(Agents, random);
            var hints = new ClientHints(Mutated(["\"Chromium\";v=\"118\", \"Opera\";v=\"104.1\""], random), Mutated(["\"Windows\"", "\"Android\""], random), Mutated(["\"13.0.0\""], random), Mutated(["?1"], random));
            ClientTraits traits = UserAgents.Parse(agent, random.Next(2) == 0 ? new ClientHints() : hints);
            _ = Bots.IsBot(agent);
            Assert.True($"{traits}".Length < agent.Length + 500, $"seed {Seed}, round {round}: {agent} gives {traits}");
        }
    }

    [Fact]
    public void AnyAddress_IsCutAndResolved_AndItsPartsAreOfIt()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 8_000; round++)
        {
            byte[] url = System.Text.Encoding.UTF8.GetBytes(Mutated(Addresses, random));
            if (url.Length > 0 && random.Next(5) == 0) url[random.Next(url.Length)] = (byte)random.Next(256);
            UrlParts parts = UrlParts.Of(url);
            Assert.True(parts.Scheme.Length + parts.Host.Length + parts.Path.Length + parts.Query.Length + parts.Fragment.Length <= url.Length, $"seed {Seed}, round {round}");
            var input = new OriginInput { FromApp = parts.Scheme.SequenceEqual("android-app"u8), ReferrerHost = parts.Host, ReferrerPath = parts.Path };
            input.ReadQuery(parts.Query);
            OriginInfo origin = OriginResolver.Resolve(input);
            Assert.False(string.IsNullOrEmpty(origin.Channel), $"seed {Seed}, round {round}: no channel for {System.Text.Encoding.UTF8.GetString(url)}");
            _ = OriginResolver.IsSpam(input);
            Assert.True(PercentEncoding.Decode(url).Length <= url.Length, $"seed {Seed}, round {round}");
        }
    }

    // Long inputs that repeat what parsers look for: time must grow with length, not with its square.
    [Theory]
    [InlineData("Mozilla/5.0 (")]
    [InlineData("Version/1.")]
    [InlineData("bot ")]
    [InlineData("%41%")]
    [InlineData("&utm_source=a")]
    [InlineData("a.")]
    [InlineData("//")]
    public void LongInput_TakesNoLongTime(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        byte[] url = System.Text.Encoding.UTF8.GetBytes("https://example.com/?" + text);
        var clock = Stopwatch.StartNew();
        UserAgents.Parse(text, new ClientHints(text, text, text, text));
        _ = Bots.IsBot(text);
        UrlParts parts = UrlParts.Of(url);
        var input = new OriginInput { ReferrerHost = url, ReferrerPath = url };
        input.ReadQuery(parts.Query);
        OriginResolver.Resolve(input);
        PercentEncoding.Decode(url);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static string Mutated(string[] from, Random random)
    {
        string text = from[random.Next(from.Length)];
        for (int changes = random.Next(5); changes > 0; changes--)
        {
            int at = random.Next(text.Length + 1), length = Math.Min(random.Next(12), text.Length - at);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                _ => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }
}
