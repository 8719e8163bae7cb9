using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;

namespace GaOrleans.TestKit.Oracle;

/// <summary>The values of dimensions as texts.</summary>
public static class OracleTexts
{
    /// <summary>The value of a visit dimension.</summary>
    public static string OfVisit(DimensionKind kind, OracleVisit visit)
    {
        ClientInfo client = visit.Hits[0].Client;
        OriginInfo origin = visit.Hits[0].Origin;
        Hit? entry = visit.Pageviews.FirstOrDefault(), exit = visit.Pageviews.LastOrDefault();
        string text = kind switch
        {
            DimensionKind.Source => origin.Source,
            DimensionKind.Referrer => origin.Referrer,
            DimensionKind.Channel => origin.Channel,
            DimensionKind.UtmMedium => origin.UtmMedium,
            DimensionKind.UtmSource => origin.UtmSource,
            DimensionKind.UtmCampaign => origin.UtmCampaign,
            DimensionKind.UtmContent => origin.UtmContent,
            DimensionKind.UtmTerm => origin.UtmTerm,
            DimensionKind.Device => client.Device,
            DimensionKind.Browser => client.Browser,
            DimensionKind.BrowserVersion => client.BrowserVersion,
            DimensionKind.Os => client.Os,
            DimensionKind.OsVersion => client.OsVersion,
            DimensionKind.Country => client.Country,
            DimensionKind.CountryName => client.Country is "DE" ? "Germany" : client.Country is "US" ? "United States" : client.Country,
            DimensionKind.Region or DimensionKind.RegionName => client.Region,
            DimensionKind.City or DimensionKind.CityName => client.City,
            DimensionKind.EntryPage => entry?.Page ?? "",
            DimensionKind.ExitPage => exit?.Page ?? "",
            DimensionKind.EntryPageHostname => entry?.Hostname ?? "",
            DimensionKind.ExitPageHostname => exit?.Hostname ?? "",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no visit dimension of the oracle"),
        };
        return text.Length > 0 ? text : kind is DimensionKind.Source or DimensionKind.Referrer ? "Direct / None" : "(not set)";
    }

    /// <summary>The value of an event dimension other than event:goal; null when the event lacks the property.</summary>
    public static string? OfEvent(Dimension dimension, Hit hit) => dimension.Kind switch
    {
        DimensionKind.EventName => hit.Name,
        DimensionKind.Page => hit.Page,
        DimensionKind.Hostname => hit.Hostname.Length == 0 ? "(not set)" : hit.Hostname,
        DimensionKind.Property => hit.Props.Where(prop => prop.Key == dimension.Property).Select(prop => prop.Value).FirstOrDefault(),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "no event dimension of the oracle"),
    };

    /// <summary>Whether an event reaches a goal.</summary>
    public static bool Reaches(Goal goal, Hit hit)
    {
        if (hit.Name == "engagement") return false;
        bool props = goal.CustomProps.All(wanted => hit.Props.Any(prop => prop.Key == wanted.Key && prop.Value == wanted.Value));
        return props && (goal.PagePath is null ? hit.Name == goal.EventName : hit.Name == "pageview" && OracleMatching.FitsPattern(goal.PagePath, hit.Page, caseSensitive: true));
    }
}
