using GaOrleans.Core.Reports;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Sharing;

/// <summary>What visitors of a shared link may see. Every view passes <see cref="Clamp"/> on the server before anything is asked, so no address widens it.</summary>
public sealed record SharedLimits
{
    /// <summary>Most conditions that a link may hold fast.</summary>
    public const int MostLocked = 10;

    /// <summary>The whole dashboard without the notes on its chart.</summary>
    public static SharedLimits None { get; } = new();

    /// <summary>The conditions that always hold.</summary>
    public FilterList Locked { get; init; } = FilterList.Empty;

    /// <summary>The keys of the panels that are shown; null for all.</summary>
    public IReadOnlyList<string>? Panels { get; init; }

    /// <summary>The period that is shown; null when visitors choose.</summary>
    public ViewPeriod? Period { get; init; }

    /// <summary>What a fixed period is compared with.</summary>
    public ViewComparison Comparison { get; init; } = ViewComparison.None;

    /// <summary>Whether notes are shown on the chart.</summary>
    public bool ShowsNotes { get; init; }

    /// <summary>Whether only a part of the hits is shown: then nothing may be said of all of them, such as how many visitors there are now.</summary>
    public bool IsNarrowed => Locked.Count > 0 || Period is not null;

    /// <summary>Whether a panel is shown.</summary>
    public bool Shows(Panel panel) => Panels is null || Panels.Contains(panel.Key, StringComparer.Ordinal);

    /// <summary>The goals of the site that may be told of: without their panel none, and so no revenue among the figures either.</summary>
    public IReadOnlyList<Goal> Shown(IReadOnlyList<Goal> goals) => Shows(PanelCatalogue.Goals) ? goals : [];

    /// <summary>
    /// Whether visitors may filter by a dimension: by those of the panels that they see, as a filter tells of its dimension what a list of it tells. Never by
    /// segments, whose names are the merchant's.
    /// </summary>
    public bool Allows(string dimension)
    {
        if (dimension == ViewFilter.Segment) return false;
        return Panels is null || PanelCatalogue.All.Where(Shows).SelectMany(panel => panel.Tabs).Any(tab =>
            tab.IsProperty ? dimension.StartsWith(PanelCatalogue.PropertyPrefix, StringComparison.Ordinal) : dimension == tab.Dimension || dimension == tab.Drill);
    }

    /// <summary>The view that is shown when another is asked for. What was clamped before stays as it is.</summary>
    public DashboardView Clamp(DashboardView view) => view with
    {
        // Those that hold always come first: a list has room for a number only.
        Filters = FilterList.Of(Locked.Concat(view.Filters.Where(filter => Allows(filter.Dimension)))),
        Period = Period ?? view.Period,
        Comparison = Period is null ? view.Comparison : Comparison,
        Details = PanelCatalogue.FindDetails(view.Details) is { } details && Shows(details.Panel) ? view.Details : null,
    };
}
