using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Tests.Enrichment;

public class OriginResolverTests
{
    [Theory]
    [InlineData("https://www.google.com/", "Google", "google.com", "Organic Search")]
    [InlineData("https://www.google.co.uk/search?q=x", "Google", "google.co.uk/search", "Organic Search")]
    [InlineData("https://google.com.au", "Google", "google.com.au", "Organic Search")]
    [InlineData("https://google.evil.com/", "google.evil.com", "google.evil.com", "Referral")]
    [InlineData("https://notgoogle.com/", "notgoogle.com", "notgoogle.com", "Referral")]
    [InlineData("https://news.google.com/articles/1/", "Google News", "news.google.com/articles/1", "Referral")]
    [InlineData("https://mail.google.com/mail/u/0/", "Gmail", "mail.google.com/mail/u/0", "Email")]
    [InlineData("https://gemini.google.com/app", "Gemini", "gemini.google.com/app", "AI Assistants")]
    [InlineData("https://duckduckgo.com/", "DuckDuckGo", "duckduckgo.com", "Organic Search")]
    [InlineData("https://www.bing.com/search?q=x", "Bing", "bing.com/search", "Organic Search")]
    [InlineData("https://yandex.ru/", "Yandex", "yandex.ru", "Organic Search")]
    [InlineData("https://t.co/AbC", "Twitter", "t.co/AbC", "Organic Social")]
    [InlineData("https://x.com/", "Twitter", "x.com", "Organic Social")]
    [InlineData("https://netflix.x.com.de/", "netflix.x.com.de", "netflix.x.com.de", "Referral")]
    [InlineData("https://l.facebook.com/l.php?u=1", "Facebook", "l.facebook.com/l.php", "Organic Social")]
    [InlineData("https://out.reddit.com/t3", "Reddit", "out.reddit.com/t3", "Organic Social")]
    [InlineData("https://news.ycombinator.com/item?id=1", "Hacker News", "news.ycombinator.com/item", "Organic Social")]
    [InlineData("https://lnkd.in/x", "LinkedIn", "lnkd.in/x", "Organic Social")]
    [InlineData("https://www.youtube.com/watch?v=1", "YouTube", "youtube.com/watch", "Organic Video")]
    [InlineData("https://www.pinterest.de/", "Pinterest", "pinterest.de", "Organic Social")]
    [InlineData("https://www.amazon.co.jp/dp/1", "Amazon", "amazon.co.jp/dp/1", "Organic Shopping")]
    [InlineData("https://chatgpt.com/", "ChatGPT", "chatgpt.com", "AI Assistants")]
    [InlineData("https://www.perplexity.ai/search", "Perplexity", "perplexity.ai/search", "AI Assistants")]
    [InlineData("https://blog.Example.org/Post/", "blog.example.org", "blog.example.org/Post", "Referral")]
    [InlineData("android-app://com.google.android.gm/", "Gmail", "com.google.android.gm", "Email")]
    [InlineData("android-app://com.google.android.googlequicksearchbox/", "Google", "com.google.android.googlequicksearchbox", "Organic Search")]
    [InlineData("android-app://org.example.app", "org.example.app", "org.example.app", "Referral")]
    public void Resolve_NamesSourceAndChannel_OfReferrers(string referrer, string source, string kept, string channel)
    {
        OriginInfo origin = Resolve("", referrer);
        Assert.Equal((source, kept, channel), (origin.Source, origin.Referrer, origin.Channel));
    }

    [Theory]
    [InlineData("utm_source=fb", "Facebook", "Organic Social")]
    [InlineData("utm_source=FACEBOOK&utm_medium=cpc", "Facebook", "Paid Social")]
    [InlineData("utm_source=ig&utm_medium=social", "Instagram", "Organic Social")]
    [InlineData("utm_source=google&utm_medium=cpc", "Google", "Paid Search")]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=Summer-Shopping", "Google", "Paid Shopping")]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=workshop", "Google", "Paid Search")]
    [InlineData("utm_source=google&utm_campaign=x%20cross-network", "Google", "Cross-network")]
    [InlineData("utm_source=my-youtube&utm_medium=cpv", "my-youtube", "Paid Other")]
    [InlineData("utm_source=YouTube&utm_medium=ppc", "YouTube", "Paid Video")]
    [InlineData("utm_source=partner&utm_medium=cpm", "partner", "Display")]
    [InlineData("utm_source=partner&utm_medium=banner", "partner", "Display")]
    [InlineData("utm_source=partner&utm_medium=paid-whatever", "partner", "Paid Other")]
    [InlineData("utm_source=newsletter", "newsletter", "Referral")]
    [InlineData("utm_source=email", "email", "Email")]
    [InlineData("utm_source=spotify", "Spotify", "Audio")]
    [InlineData("utm_source=march&utm_medium=E-Mail", "march", "Email")]
    [InlineData("utm_source=awin&utm_medium=affiliate", "awin", "Affiliates")]
    [InlineData("utm_source=show&utm_medium=audio", "show", "Audio")]
    [InlineData("utm_source=sms", "sms", "SMS")]
    [InlineData("utm_source=app&utm_medium=web-push", "app", "Mobile Push Notifications")]
    [InlineData("utm_source=firebase", "firebase", "Mobile Push Notifications")]
    [InlineData("utm_source=partner&utm_medium=referral", "partner", "Referral")]
    [InlineData("utm_source=partner&utm_medium=strange", "partner", "Referral")]
    [InlineData("utm_medium=strange", "", "Unassigned")]
    [InlineData("ref=producthunt", "Product Hunt", "Organic Social")]
    [InlineData("ref=hn&source=bing", "Bing", "Organic Search")]
    [InlineData("source=somewhere&utm_source=elsewhere", "elsewhere", "Referral")]
    [InlineData("utm_source=chatgpt.com", "ChatGPT", "AI Assistants")]
    [InlineData("utm_source=my+blog%21", "my blog!", "Referral")]
    [InlineData("UTM_SOURCE=bing", "Bing", "Organic Search")]
    [InlineData("gclid=abc", "Google", "Paid Search")]
    [InlineData("msclkid=abc", "Bing", "Paid Search")]
    [InlineData("fbclid=abc", "Facebook", "Organic Social")]
    [InlineData("ttclid=abc", "TikTok", "Paid Social")]
    [InlineData("x=1", "", "Direct")]
    [InlineData("utm_source=", "", "Direct")]
    public void Resolve_NamesSourceAndChannel_OfTags(string query, string source, string channel)
    {
        OriginInfo origin = Resolve(query, "");
        Assert.Equal((source, channel), (origin.Source, origin.Channel));
    }

    [Fact]
    public void Resolve_KeepsTags_AsSent()
    {
        OriginInfo origin = Resolve("utm_source=FB&utm_medium=Social&utm_campaign=A%26B&utm_content=top+left&utm_term=sh%C3%B6n", "https://l.instagram.com/?u=1");
        Assert.Equal(new OriginInfo("Facebook", "l.instagram.com", "Organic Social", "Social", "FB", "A&B", "top left", "shön"), origin);
    }

    [Theory]
    [InlineData("gclid=1", "(gclid)")]
    [InlineData("msclkid=1", "(msclkid)")]
    [InlineData("fbclid=1", "")]
    [InlineData("gclid=1&utm_medium=search", "search")]
    public void Resolve_ImpliesTheMedium_OfPaidClicks(string query, string medium) => Assert.Equal(medium, Resolve(query, "https://www.google.com/").UtmMedium);

    [Theory]
    [InlineData("http://semalt.com/x", true)]
    [InlineData("http://a.b.semalt.com/", true)]
    [InlineData("http://Semalt.com", true)]
    [InlineData("http://notsemalt.com", false)]
    [InlineData("https://www.google.com", false)]
    public void IsSpam_KnowsHostsAndTheirSubdomains(string referrer, bool spam) => Assert.Equal(spam, OriginResolver.IsSpam(Input("", System.Text.Encoding.UTF8.GetBytes(referrer))));

    [Theory]
    [InlineData("a.b.c.d.e.f.g.h.www.bing.com", "Bing")]
    [InlineData("a.b.c.d.e.f.bing.com.evil.org", null)]
    [InlineData("statics.teams.cdn.office.net", "Microsoft Teams")]
    [InlineData("...", null)]
    [InlineData(".com", null)]
    [InlineData("", null)]
    public void OfHost_LooksAtParentDomains(string host, string? name) => Assert.Equal(name, Sources.OfHost(host)?.Name);

    [Fact]
    public void Key_DoesNotDependOnClickIdsValue_ButOnItsKind()
    {
        Assert.Equal(Key("gclid=1"), Key("gclid=2&other=3"));
        Assert.NotEqual(Key("gclid=1"), Key("gbraid=1"));
        Assert.NotEqual(Key("utm_source=a"), Key("utm_medium=a"));
        Assert.NotEqual(Key("utm_source=a"), Key("ref=a"));
    }

    private static string Key(string query)
    {
        OriginInput input = Input(query, []);
        var writer = new Core.Encoding.ByteWriter(new byte[input.KeySizeMost]);
        input.WriteKey(ref writer);
        return Convert.ToHexString(writer.Written);
    }

    private static OriginInfo Resolve(string query, string referrer) => OriginResolver.Resolve(Input(query, System.Text.Encoding.UTF8.GetBytes(referrer)));

    private static OriginInput Input(string query, byte[] referrer)
    {
        OriginInput input = default;
        input.ReadQuery(System.Text.Encoding.UTF8.GetBytes(query));
        UrlParts parts = UrlParts.Of(referrer);
        input.ReferrerHost = UrlParts.WithoutWww(parts.Host);
        input.ReferrerPath = parts.Path;
        input.FromApp = parts.Scheme.SequenceEqual("android-app"u8);
        return input;
    }
}
