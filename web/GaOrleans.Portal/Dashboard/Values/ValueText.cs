using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;

namespace GaOrleans.Portal.Dashboard.Values;

/// <summary>Values of dimensions and conditions in words.</summary>
public static class ValueText
{
    /// <summary>What stands for values that were folded together.</summary>
    public const string Other = "(other)";

    /// <summary>What stands for none.</summary>
    public const string Missing = "(not set)";

    private static readonly (string Dimension, string Name)[] Names =
    [
        ("event:page", "Page"), ("visit:entry_page", "Entry page"), ("visit:exit_page", "Exit page"), ("event:hostname", "Hostname"),
        ("visit:source", "Source"), ("visit:channel", "Channel"), ("visit:referrer", "Referrer"),
        ("visit:utm_campaign", "UTM campaign"), ("visit:utm_medium", "UTM medium"), ("visit:utm_source", "UTM source"), ("visit:utm_content", "UTM content"), ("visit:utm_term", "UTM term"),
        ("visit:country", "Country"), ("visit:region", "Region"), ("visit:city", "City"),
        ("visit:device", "Device"), ("visit:browser", "Browser"), ("visit:browser_version", "Browser version"), ("visit:os", "Operating system"), ("visit:os_version", "System version"),
        ("event:goal", "Goal"), ("event:name", "Event"), ("segment", "Segment"),
    ];

    /// <summary>The dimensions that a filter can be chosen for, in the order of the choice.</summary>
    public static IEnumerable<(string Dimension, string Name)> Filterable => Names.Where(name => name.Dimension != ViewFilter.Segment);

    /// <summary>What a dimension is called.</summary>
    public static string NameOf(string dimension)
    {
        foreach ((string known, string name) in Names)
        {
            if (known == dimension) return name;
        }

        return dimension.StartsWith(PanelCatalogue.PropertyPrefix, StringComparison.Ordinal) ? $"Property {dimension[PanelCatalogue.PropertyPrefix.Length..]}" : dimension;
    }

    /// <summary>A value as it is shown: countries by name, addresses without their escapes.</summary>
    public static string Of(string dimension, string? value)
    {
        if (string.IsNullOrEmpty(value)) return Missing;
        return dimension switch
        {
            "visit:country" => CountryNames.NameOf(value),
            "event:page" or "visit:entry_page" or "visit:exit_page" or "visit:referrer" => Unescaped(value),
            _ => value,
        };
    }

    // Addresses in other scripts than Latin's are escaped when they come; what is no text, or would not stay in its line, stays as it is.
    private static string Unescaped(string address)
    {
        if (!address.Contains('%', StringComparison.Ordinal)) return address;
        string text = Uri.UnescapeDataString(address);
        return text.Any(c => char.IsControl(c) || c == '\uFFFD') ? address : text;
    }

    /// <summary>How a filter compares, in words.</summary>
    public static string Of(MatchOperator match) => match switch
    {
        MatchOperator.Is => "is",
        MatchOperator.IsNot => "is not",
        MatchOperator.Contains => "contains",
        MatchOperator.ContainsNot => "does not contain",
        MatchOperator.Matches => "matches",
        _ => "does not match",
    };

    /// <summary>The values of a filter in words.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="segments">The segments of the site, whose names stand for their numbers.</param>
    public static IEnumerable<string> ValuesOf(ViewFilter filter, IReadOnlyList<SiteDocument> segments) => filter.Values.Select(value =>
        filter.Dimension == ViewFilter.Segment ? segments.FirstOrDefault(segment => segment.Id.ToString() == value)?.Name ?? $"no. {value} (deleted)" : Of(filter.Dimension, value));

    /// <summary>A filter in one line, as its chip says it.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="segments">The segments of the site, whose names stand for their numbers.</param>
    public static string InWords(ViewFilter filter, IReadOnlyList<SiteDocument> segments)
    {
        string[] values = [.. ValuesOf(filter, segments)];
        string more = values.Length switch { 1 => "", 2 => $" or {values[1]}", _ => $" or {values.Length - 1} others" };
        return $"{NameOf(filter.Dimension)} {Of(filter.Operator)} {values[0]}{more}";
    }

    /// <summary>
    /// The address of the page behind a value, to open beside the dashboard; null where there is none. Only http and https, and for pages only the site itself:
    /// values come from whoever sends hits.
    /// </summary>
    public static string? LinkOf(string dimension, string? value, string domain)
    {
        if (value is null || value.Length > ViewFilter.ValueCharacters) return null;
        switch (dimension)
        {
            case "event:page" or "visit:entry_page" or "visit:exit_page":
                return value.StartsWith('/') && Uri.TryCreate($"https://{domain}{value}", UriKind.Absolute, out Uri? page) && page.Host == domain && page.UserInfo.Length == 0 ? page.AbsoluteUri : null;
            case "visit:referrer":
                string address = value.Contains("://", StringComparison.Ordinal) ? value : "https://" + value;
                return value.Contains('.') && Uri.TryCreate(address, UriKind.Absolute, out Uri? other) && other.Scheme is "http" or "https" && other.UserInfo.Length == 0 && other.Host.Contains('.') ? other.AbsoluteUri : null;
            default:
                return null;
        }
    }
}
