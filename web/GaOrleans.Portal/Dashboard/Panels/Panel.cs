namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>A card of the dashboard with lists behind tabs.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Tabs">Its tabs; the first is open at first.</param>
public sealed record Panel(string Key, string Title, IReadOnlyList<PanelTab> Tabs)
{
    /// <summary>The tab of a key; null when there is none.</summary>
    public PanelTab? Find(string? key) => Tabs.FirstOrDefault(tab => tab.Key == key);
}
