namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>All dimensions of the query language, in the order in which they are offered; properties of events are added by their key.</summary>
public static class DimensionCatalog
{
    /// <summary>What the names of properties begin with.</summary>
    public const string PropertyPrefix = "event:props:";

    private const string Time = "Time";
    private const string Sources = "Where visits come from";
    private const string Pages = "Pages";
    private const string Events = "Events and goals";
    private const string Places = "Places";
    private const string Devices = "Devices";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DimensionInfo> All { get; } =
    [
        new("time", "Time, step chosen", Time, "Hours, days or months, whatever suits the range"),
        new("time:minute", "Minute", Time, "For ranges of a few hours"),
        new("time:hour", "Hour", Time, "For ranges of some days"),
        new("time:day", "Day", Time, "Days of the site's time zone; a visit past midnight counts on the day it ended"),
        new("time:week", "Week", Time, "Weeks begin on Monday"),
        new("time:month", "Month", Time, "Calendar months"),
        new("visit:source", "Source", Sources, "Website, search engine or app that led here"),
        new("visit:channel", "Channel", Sources, "Kind of source: Organic Search, Email, Paid Social…"),
        new("visit:referrer", "Referrer", Sources, "Address of the page with the link"),
        new("visit:utm_campaign", "Campaign", Sources, "utm_campaign of the link"),
        new("visit:utm_source", "UTM source", Sources, "utm_source of the link"),
        new("visit:utm_medium", "UTM medium", Sources, "utm_medium of the link"),
        new("visit:utm_content", "UTM content", Sources, "utm_content of the link"),
        new("visit:utm_term", "UTM term", Sources, "utm_term of the link"),
        new("event:page", "Page", Pages, "Path of the page on which something happened"),
        new("visit:entry_page", "Entry page", Pages, "First page of the visit"),
        new("visit:exit_page", "Exit page", Pages, "Last page of the visit"),
        new("event:hostname", "Hostname", Pages, "Host of the page"),
        new("visit:entry_page_hostname", "Entry hostname", Pages, "Host of the first page of the visit"),
        new("visit:exit_page_hostname", "Exit hostname", Pages, "Host of the last page of the visit"),
        new("event:goal", "Goal", Events, "Goals of this site's settings"),
        new("event:name", "Event name", Events, "pageview, or the name of your own event"),
        new("visit:country", "Country", Places, "Country by its two letters; can be shown as a map"),
        new("visit:country_name", "Country name", Places, "Country by its English name"),
        new("visit:region", "Region code", Places, "Region by its ISO code"),
        new("visit:region_name", "Region", Places, "Region by its name"),
        new("visit:city_name", "City", Places, "City by its name"),
        new("visit:city", "City code", Places, "City as it was stored"),
        new("visit:device", "Device", Devices, "Desktop, Mobile or Tablet"),
        new("visit:browser", "Browser", Devices, "Chrome, Safari, Firefox…"),
        new("visit:browser_version", "Browser version", Devices, "Version of the browser"),
        new("visit:os", "Operating system", Devices, "Windows, Mac, iOS, Android…"),
        new("visit:os_version", "System version", Devices, "Version of the operating system"),
    ];

    /// <summary>The dimension of a name; a property by its key, one that does not exist by its name.</summary>
    public static DimensionInfo Of(string name) => Find(name) ?? new DimensionInfo(name, name, "", "There is no such dimension");

    /// <summary>The dimension of a name, or null.</summary>
    public static DimensionInfo? Find(string name)
    {
        if (KeyOf(name) is { Length: > 0 } key) return new DimensionInfo(name, key, Events, "A property of your events");
        if (name == "segment") return new DimensionInfo(name, "Segment", Events, "Conditions saved under a name");
        return All.FirstOrDefault(dimension => dimension.Name == name);
    }

    /// <summary>The key of a property; null when the name is none of a property.</summary>
    public static string? KeyOf(string name) => name.StartsWith(PropertyPrefix, StringComparison.Ordinal) ? name[PropertyPrefix.Length..] : null;
}
