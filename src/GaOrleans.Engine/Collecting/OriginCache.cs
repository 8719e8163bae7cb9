using System.Text;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Collecting;

/// <summary>Says where hits come from, and remembers what comes again.</summary>
/// <param name="capacity">Answers kept at most.</param>
/// <param name="seed">See <see cref="SectionCache{T}"/>.</param>
internal sealed class OriginCache(int capacity, ulong seed)
{
    private static readonly OriginAnswer Direct = Resolve(default);
    private readonly SectionCache<OriginAnswer> _known = new(capacity, seed);

    /// <summary>The origin of a hit.</summary>
    /// <param name="page">The page's address.</param>
    /// <param name="referrer">The referrer as sent.</param>
    /// <param name="site">The site; a referrer of its domain or of the page's host is none.</param>
    public OriginAnswer Of(in UrlParts page, ReadOnlySpan<byte> referrer, Site site)
    {
        OriginInput input = default;
        if (!page.Query.IsEmpty) input.ReadQuery(page.Query);
        if (!referrer.IsEmpty) ReadReferrer(UrlParts.Of(referrer), page.Host, site.Domain, ref input);
        if (input.IsEmpty) return Direct;
        if (input.KeySizeMost > SectionCache<OriginAnswer>.KeyBytesMost) return Resolve(input);
        var key = new ByteWriter(stackalloc byte[SectionCache<OriginAnswer>.KeyBytesMost]);
        input.WriteKey(ref key);
        ulong hash = _known.HashOf(key.Written);
        OriginAnswer? answer = _known.Find(hash, key.Written);
        if (answer is not null) return answer;
        answer = Resolve(input);
        _known.Add(hash, key.Written, answer);
        return answer;
    }

    private static void ReadReferrer(in UrlParts referrer, ReadOnlySpan<byte> pageHost, string domain, ref OriginInput input)
    {
        ReadOnlySpan<byte> host = UrlParts.WithoutWww(referrer.Host);
        if (host.IsEmpty || IsInternal(host, UrlParts.WithoutWww(pageHost), domain)) return;
        input.FromApp = Ascii.EqualsIgnoreCase(referrer.Scheme, "android-app"u8);
        input.ReferrerHost = host;
        input.ReferrerPath = referrer.Path;
    }

    private static bool IsInternal(ReadOnlySpan<byte> host, ReadOnlySpan<byte> pageHost, string domain)
    {
        if (Ascii.EqualsIgnoreCase(host, pageHost)) return true;
        ReadOnlySpan<char> own = domain;
        int path = own.IndexOf('/');
        if (path >= 0) own = own[..path];
        if (own.IsEmpty || host.Length < own.Length || !Ascii.EqualsIgnoreCase(host[^own.Length..], own)) return false;
        return host.Length == own.Length || host[^(own.Length + 1)] == '.';
    }

    private static OriginAnswer Resolve(in OriginInput input)
    {
        OriginInfo origin = OriginResolver.Resolve(input);
        byte[] buffer = new byte[SizeMost(origin)];
        var section = new ByteWriter(buffer);
        OriginSection.Write(origin, ref section);
        return new OriginAnswer(section.Written.ToArray(), OriginResolver.IsSpam(input));
    }

    private static int SizeMost(OriginInfo origin) => 64 + (3 * (origin.Source.Length + origin.Referrer.Length + origin.Channel.Length
        + origin.UtmMedium.Length + origin.UtmSource.Length + origin.UtmCampaign.Length + origin.UtmContent.Length + origin.UtmTerm.Length));
}
