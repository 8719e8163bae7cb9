using GaOrleans.Engine.Sites;

namespace GaOrleans.Engine.Configuration;

/// <summary>What a site must satisfy to be stored. Interfaces check with it first, so that they can name the reason; stores insist on it.</summary>
public static class SiteRules
{
    /// <summary>Most buckets an hour.</summary>
    public const int MostShards = 1024;

    // What stands at the place of a domain in paths of the interfaces and of the portal; a site of such a name could not be reached.
    private static readonly string[] Reserved = ["goals", "shared-links", "new"];

    /// <summary>Whether a domain is a name that the interfaces use themselves.</summary>
    public static bool IsReserved(string? domain) => DomainName.TryNormalise(domain, out string? name) && Reserved.Contains(name, StringComparer.Ordinal);

    /// <summary>Says what is wrong with the properties of a site.</summary>
    public static SiteProblem Check(string? domain, string? timezone, string? currency)
    {
        if (!DomainName.TryNormalise(domain, out _) || IsReserved(domain)) return SiteProblem.Domain;
        if (timezone is null || !Zones.TryFind(timezone, out _)) return SiteProblem.Timezone;
        return IsCurrency(currency) ? SiteProblem.None : SiteProblem.Currency;
    }

    /// <summary>Whether the text has the form of an ISO 4217 code, in any case.</summary>
    public static bool IsCurrency(string? text) =>
        text is { Length: 3 } && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]) && char.IsAsciiLetter(text[2]);

    /// <summary>The site with domain and currency in their stored form.</summary>
    /// <exception cref="ArgumentException">The caller has not checked.</exception>
    public static Site Normalise(Site site)
    {
        SiteProblem problem = Check(site.Domain, site.Timezone, site.Currency);
        if (problem != SiteProblem.None || !DomainName.TryNormalise(site.Domain, out string? domain))
        {
            throw new ArgumentException($"cannot store the site {site.Domain}: its {problem} is not valid, which the caller has to check", nameof(site));
        }

        if (site.Shards is < 1 or > MostShards) throw new ArgumentException($"cannot store the site {domain}: {site.Shards} shards", nameof(site));
        return site with { Domain = domain, Currency = site.Currency.ToUpperInvariant() };
    }
}
