namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>The panels of the dashboard, in their order.</summary>
public static class PanelCatalogue
{
    /// <summary>What the dimension of a property starts with.</summary>
    public const string PropertyPrefix = "event:props:";

    private const string Campaigns = "Campaigns";

    private static readonly string[] VisitMetrics = ["visitors", "percentage", "visits", "bounce_rate", "visit_duration"];
    private static readonly string[] PageMetrics = ["visitors", "percentage", "pageviews", "bounce_rate", "time_on_page", "scroll_depth"];
    private static readonly string[] EventMetrics = ["visitors", "events", "percentage"];

    /// <summary>Where visits came from.</summary>
    public static Panel Sources { get; } = new("sources", "Sources",
    [
        new("source", "Sources", "Source", "visit:source", VisitMetrics),
        new("channel", "Channels", "Channel", "visit:channel", VisitMetrics),
        new("referrer", "Referrers", "Referrer", "visit:referrer", VisitMetrics),
        new("campaign", "UTM campaigns", "UTM campaign", "visit:utm_campaign", VisitMetrics) { Menu = Campaigns },
        new("medium", "UTM mediums", "UTM medium", "visit:utm_medium", VisitMetrics) { Menu = Campaigns },
        new("utmsource", "UTM sources", "UTM source", "visit:utm_source", VisitMetrics) { Menu = Campaigns },
        new("content", "UTM contents", "UTM content", "visit:utm_content", VisitMetrics) { Menu = Campaigns },
        new("term", "UTM terms", "UTM term", "visit:utm_term", VisitMetrics) { Menu = Campaigns },
    ]);

    /// <summary>Pages.</summary>
    public static Panel Pages { get; } = new("pages", "Pages",
    [
        new("page", "Top pages", "Page", "event:page", PageMetrics),
        new("entry", "Entry pages", "Entry page", "visit:entry_page", VisitMetrics),
        new("exit", "Exit pages", "Exit page", "visit:exit_page", ["visitors", "percentage", "visits"]),
        new("host", "Hostnames", "Hostname", "event:hostname", ["visitors", "percentage", "pageviews"]),
    ]);

    /// <summary>Places.</summary>
    public static Panel Places { get; } = new("places", "Places",
    [
        new("map", "Map", "Country", "visit:country", VisitMetrics),
        new("country", "Countries", "Country", "visit:country", VisitMetrics),
        new("region", "Regions", "Region", "visit:region", VisitMetrics),
        new("city", "Cities", "City", "visit:city", VisitMetrics),
    ]);

    /// <summary>Devices.</summary>
    public static Panel Devices { get; } = new("devices", "Devices",
    [
        new("device", "Devices", "Device", "visit:device", VisitMetrics),
        new("browser", "Browsers", "Browser", "visit:browser", VisitMetrics) { Drill = "visit:browser_version", DrillHeader = "Browser version" },
        new("os", "Systems", "Operating system", "visit:os", VisitMetrics) { Drill = "visit:os_version", DrillHeader = "System version" },
    ]);

    /// <summary>Goals, events and properties.</summary>
    public static Panel Goals { get; } = new("goals", "Goals and events",
    [
        new("goal", "Goals", "Goal", "event:goal", ["visitors", "events", "conversion_rate"]) { ShortMetrics = ["visitors", "events", "conversion_rate"] },
        new("event", "Events", "Event", "event:name", EventMetrics) { ShortMetrics = EventMetrics },
        new("property", "Properties", "Value", PropertyPrefix, EventMetrics) { ShortMetrics = EventMetrics },
    ]);

    /// <summary>All panels.</summary>
    public static IReadOnlyList<Panel> All { get; } = [Sources, Pages, Places, Devices, Goals];

    /// <summary>The panel of a key; null when there is none.</summary>
    public static Panel? Find(string? key) => All.FirstOrDefault(panel => panel.Key == key);

    /// <summary>The panel and tab that <see cref="Views.DashboardView.Details"/> names; null when there is none such.</summary>
    public static (Panel Panel, PanelTab Tab)? FindDetails(string? details)
    {
        int slash = details?.IndexOf('/') ?? -1;
        return slash > 0 && Find(details![..slash]) is { } panel && panel.Find(details[(slash + 1)..]) is { } tab ? (panel, tab) : null;
    }
}
