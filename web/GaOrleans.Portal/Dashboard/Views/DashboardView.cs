using GaOrleans.Portal.Dashboard.Filters;

namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>Everything that decides what a dashboard shows of a site. It is all in the address of the page (<see cref="ViewUrl"/>), and compares by content.</summary>
public sealed record DashboardView
{
    /// <summary>The view of a bare address.</summary>
    public static DashboardView Start { get; } = new();

    /// <summary>The period; null for the one that suits the site.</summary>
    public ViewPeriod? Period { get; init; }

    /// <summary>What it is compared with.</summary>
    public ViewComparison Comparison { get; init; } = ViewComparison.Previous;

    /// <summary>The conditions.</summary>
    public FilterList Filters { get; init; } = FilterList.Empty;

    /// <summary>The metric of the chart, by the name that it has in queries.</summary>
    public string Metric { get; init; } = "visitors";

    /// <summary>The step of the chart; null for the one that suits the period.</summary>
    public ChartInterval? Interval { get; init; }

    /// <summary>The open tabs.</summary>
    public ViewTabs Tabs { get; init; } = ViewTabs.First;

    /// <summary>The key of the property that is shown; null for the first.</summary>
    public string? Property { get; init; }

    /// <summary>The tab that is shown in full, as <c>panel/tab</c>; null for none.</summary>
    public string? Details { get; init; }
}
