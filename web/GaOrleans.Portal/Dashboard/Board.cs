using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Dashboard.Asking;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Loading;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Values;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Sharing;

namespace GaOrleans.Portal.Dashboard;

/// <summary>An open dashboard: what its parts share while it shows one view. A new view makes a new one.</summary>
/// <param name="Site">The site.</param>
/// <param name="View">What is shown.</param>
/// <param name="Calendar">The site's clock at the time of asking.</param>
/// <param name="Loader">The answers.</param>
public sealed record Board(Site Site, DashboardView View, PeriodCalendar Calendar, DashboardLoader Loader)
{
    /// <summary>The part of the top line.</summary>
    public const string Top = "top";

    /// <summary>The part of the chart.</summary>
    public const string Chart = "chart";

    /// <summary>Where the dashboard is: the path before the query of the view.</summary>
    public required string Path { get; init; }

    /// <summary>Whether the user may save segments.</summary>
    public bool MayEdit { get; init; }

    /// <summary>Where the full lists can be downloaded; null where they cannot.</summary>
    public string? ExportPath { get; init; }

    /// <summary>What may be seen of it; null for all. The view is within it already.</summary>
    public SharedLimits? Limits { get; init; }

    /// <summary>Asked before anything more is asked of the site.</summary>
    public Func<ValueTask<bool>> MayStillView { get; init; } = () => ValueTask.FromResult(true);

    /// <summary>The panels that are shown.</summary>
    public IEnumerable<Panel> Panels => PanelCatalogue.All.Where(panel => Limits is null || Limits.Shows(panel));

    /// <summary>The goals of the site.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <summary>The segments of the site.</summary>
    public IReadOnlyList<SiteDocument> Segments { get; init; } = [];

    /// <summary>The notes on the chart.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>The keys of properties that the site's events have; null while they are not known.</summary>
    public IReadOnlyList<string>? PropertyKeys { get; init; }

    /// <summary>The period that is shown.</summary>
    public ViewPeriod Period => View.Period ?? Calendar.Default;

    /// <summary>What the period covers.</summary>
    public PeriodSpan Span => Calendar.SpanOf(Period);

    /// <summary>The property that is shown: the one chosen, else the first.</summary>
    public string? Property => View.Property ?? PropertyKeys?.FirstOrDefault();

    /// <summary>The questions behind it.</summary>
    public ViewQuestions Questions => new(View with { Period = Period }, Span, Goals, Property, Calendar.SamePart(Period, View.Comparison)) { Segments = Segments, Locked = Limits?.Locked ?? FilterList.Empty };

    /// <summary>The address of another view. The period is written out, so that it means the same to whoever gets the link.</summary>
    public string Link(DashboardView view) => ViewUrl.At(Path, view.Period is null ? view with { Period = Period } : view);

    /// <summary>What stands above a picture of a part, so that it says of itself what it shows: the site, the days and the conditions.</summary>
    /// <param name="part">The part's name, where the picture does not say it itself.</param>
    public string PictureTitle(string? part = null) => string.Join(" · ", ((string?[])
    [
        Site.Domain, part, Span.IsRealtime ? PeriodText.Of(Period) : PeriodText.Range(Span.First, Span.Last), .. View.Filters.Select(filter => ValueText.InWords(filter, Segments)),
    ]).OfType<string>());

    /// <summary>What is known of a panel.</summary>
    public PartAnswer Of(Panel panel) => Loader.Of(panel.Key);

    /// <summary>The questions of all parts, in the order in which they are to be answered.</summary>
    public IReadOnlyList<PartQuestion> All()
    {
        ViewQuestions questions = Questions;
        var all = new List<PartQuestion>
        {
            new(Top, questions.Top(), string.Join(' ', questions.TopMetrics.Select(metric => metric.Name))),
            new(Chart, questions.Chart(), questions.TopMetrics[0].Label),
        };
        foreach (Panel panel in Panels)
        {
            PanelTab tab = panel.Find(View.Tabs.Of(panel))!;
            if (questions.Short(tab) is { } query) all.Add(new PartQuestion(panel.Key, query, $"{tab.Key} {questions.DimensionOf(tab)} {questions.ShortMetrics(tab).Count}"));
        }

        return all;
    }
}
