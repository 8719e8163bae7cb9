using GaOrleans.Portal.Dashboard.Panels;

namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>Which tab of each panel is open.</summary>
public sealed record ViewTabs
{
    /// <summary>The tabs that a dashboard opens with.</summary>
    public static ViewTabs First { get; } = new();

    /// <summary>Of where visits came from.</summary>
    public string Sources { get; init; } = PanelCatalogue.Sources.Tabs[0].Key;

    /// <summary>Of pages.</summary>
    public string Pages { get; init; } = PanelCatalogue.Pages.Tabs[0].Key;

    /// <summary>Of places.</summary>
    public string Places { get; init; } = PanelCatalogue.Places.Tabs[0].Key;

    /// <summary>Of devices.</summary>
    public string Devices { get; init; } = PanelCatalogue.Devices.Tabs[0].Key;

    /// <summary>Of goals, events and properties.</summary>
    public string Goals { get; init; } = PanelCatalogue.Goals.Tabs[0].Key;

    /// <summary>The open tab of a panel.</summary>
    public string Of(Panel panel) => panel.Key switch
    {
        "sources" => Sources,
        "pages" => Pages,
        "places" => Places,
        "devices" => Devices,
        _ => Goals,
    };

    /// <summary>With another tab of a panel open; what the panel does not have changes nothing.</summary>
    public ViewTabs With(Panel panel, string tab)
    {
        if (panel.Find(tab) is null) return this;
        return panel.Key switch
        {
            "sources" => this with { Sources = tab },
            "pages" => this with { Pages = tab },
            "places" => this with { Places = tab },
            "devices" => this with { Devices = tab },
            _ => this with { Goals = tab },
        };
    }
}
