using GaOrleans.Core.Hits;

namespace GaOrleans.Core.Enrichment;

/// <summary>Says where a hit came from. Allocates; callers keep its answers.</summary>
public static class OriginResolver
{
    /// <summary>
    /// The origin. The source is what a tag names (utm_source, else <c>source</c>, else <c>ref</c>), else the referrer's, else what the click id implies;
    /// known ones by their canonical name. The tags themselves are kept as sent.
    /// </summary>
    public static OriginInfo Resolve(in OriginInput input)
    {
        string host = System.Text.Encoding.UTF8.GetString(input.ReferrerHost).ToLowerInvariant();
        string utmSource = PercentEncoding.Decode(input.Source);
        string tag = utmSource.Length > 0 ? utmSource : PercentEncoding.Decode(input.OtherSource);
        ClickIdRule click = ClickIds.RuleOf(input.Click);
        string medium = PercentEncoding.Decode(input.Medium);
        if (medium.Length == 0 && click.Paid) medium = $"({click.Parameter})";
        KnownSource source = SourceOf(tag, host, input.FromApp, click);
        string campaign = PercentEncoding.Decode(input.Campaign);
        var evidence = new ChannelEvidence(source, utmSource, medium, campaign, click.Paid);
        return new OriginInfo(source.Name, ReferrerOf(input, host), Channels.Of(evidence), medium, utmSource, campaign,
            PercentEncoding.Decode(input.Content), PercentEncoding.Decode(input.Term));
    }

    /// <summary>Whether the referrer is on the list of spam referrers.</summary>
    public static bool IsSpam(in OriginInput input) =>
        !input.ReferrerHost.IsEmpty && SpamReferrers.Contains(System.Text.Encoding.UTF8.GetString(input.ReferrerHost));

    private static KnownSource SourceOf(string tag, string host, bool fromApp, ClickIdRule click)
    {
        if (tag.Length > 0) return Sources.OfTag(tag) ?? new KnownSource(tag, SourceCategory.Other);
        if (host.Length > 0) return (fromApp ? Sources.OfApp(host) : Sources.OfHost(host)) ?? new KnownSource(host, SourceCategory.Other);
        return Sources.OfTag(click.Source) ?? new KnownSource("", SourceCategory.Other);
    }

    private static string ReferrerOf(in OriginInput input, string host)
    {
        if (host.Length == 0) return "";
        string referrer = host + System.Text.Encoding.UTF8.GetString(input.ReferrerPath);
        return referrer.TrimEnd('/');
    }
}
