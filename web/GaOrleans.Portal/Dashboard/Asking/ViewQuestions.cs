using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Values;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Dashboard.Asking;

/// <summary>The questions behind each part of a dashboard.</summary>
/// <param name="View">What is shown.</param>
/// <param name="Span">What its period covers.</param>
/// <param name="Goals">The goals of the site.</param>
/// <param name="Property">The key of the property that is shown; null when the site has none.</param>
/// <param name="SamePart">What the top line is compared with where the engine is not to find it (<see cref="PeriodCalendar.SamePart"/>); else null.</param>
public sealed record ViewQuestions(DashboardView View, PeriodSpan Span, IReadOnlyList<Goal> Goals, string? Property, string? SamePart = null)
{
    /// <summary>Rows of a short list.</summary>
    public const int ShortRows = 9;

    /// <summary>Rows of a page of a full list.</summary>
    public const int PageRows = 50;

    private const int MapRows = 300;
    private const int Suggested = 20;

    /// <summary>What it is compared with: there is nothing before everything.</summary>
    public ViewComparison Comparison => View.Period?.Kind == PeriodKind.All && View.Comparison.Kind != CompareKind.Custom ? ViewComparison.None : View.Comparison;

    /// <summary>The segments of the site.</summary>
    public IReadOnlyList<SiteDocument> Segments { get; init; } = [];

    /// <summary>The conditions of the view that hold even where values are chosen that others would leave out.</summary>
    public FilterList Locked { get; init; } = FilterList.Empty;

    /// <summary>The figures of the top line.</summary>
    public IReadOnlyList<TopMetric> TopMetrics => DashboardMetrics.Top(View.Filters, Traits, Goals);

    /// <summary>Whether goals decide who is counted, so that rates of conversion make sense.</summary>
    public bool HasGoal => Traits.HasGoal;

    private FilterTraits Traits => FilterTraits.Of(View.Filters, Segments);

    /// <summary>The metric of the chart: the one chosen where the top line has it.</summary>
    public TopMetric ChartMetric => TopMetrics.FirstOrDefault(metric => metric.Name == View.Metric) ?? TopMetrics[0];

    /// <summary>Asks for the top line.</summary>
    public byte[] Top()
    {
        using var text = new QueryText(Span.DateRange, TopMetrics.Select(metric => metric.Name));
        return text.Where(View.Filters).ComparedWith(Comparison, SamePart).Finish();
    }

    /// <summary>Asks for the chart: all figures of the top line over time, so that another is drawn without asking.</summary>
    public byte[] Chart()
    {
        using var text = new QueryText(Span.DateRange, ChartMetrics());
        return text.By(TimeDimension(Span.IntervalFor(View.Interval))).Where(View.Filters).WithTimeLabels().ComparedWith(Comparison).Finish();
    }

    /// <summary>Asks for the short list of a tab; null when there is nothing to ask.</summary>
    public byte[]? Short(PanelTab tab)
    {
        if (DimensionOf(tab) is not { } dimension) return null;
        using var text = new QueryText(Span.DateRange, ShortMetrics(tab));
        return text.By(dimension).Where(OfTab(tab)).Page(tab.Key == "map" ? MapRows : ShortRows).WithTotal().Finish();
    }

    /// <summary>Asks for a page of the full list of a tab; null when there is nothing to ask.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="search">A part of the values to look for; empty for all.</param>
    /// <param name="order">The metric to order by; null for the first.</param>
    /// <param name="ascending">Whether the least comes first.</param>
    /// <param name="limit">Rows.</param>
    /// <param name="offset">Rows before.</param>
    public byte[]? Full(PanelTab tab, string search, string? order, bool ascending, int limit, int offset)
    {
        if (DimensionOf(tab) is not { } dimension) return null;
        IReadOnlyList<string> metrics = FullMetrics(tab);
        using var text = new QueryText(Span.DateRange, metrics);
        text.By(dimension).Where(WithSearch(dimension, search, OfTab(tab)));
        string by = order is not null && metrics.Contains(order, StringComparer.Ordinal) ? order : metrics[0];
        return text.Order(by, !ascending).Page(limit, offset).WithTotal().Finish();
    }

    /// <summary>Asks for values of a dimension to choose from.</summary>
    public byte[] Suggestions(string dimension, string search)
    {
        using var text = new QueryText(Span.DateRange, ["visitors"]);
        FilterList others = FilterList.Of(View.Filters.Where(filter => filter.Dimension != dimension || Locked.Contains(filter)));
        return text.By(dimension).Where(WithSearch(dimension, search, others)).Page(Suggested).Finish();
    }

    /// <summary>The dimension of a tab as things stand: finer once the view is filtered to one value; null for a property where there is none.</summary>
    public string? DimensionOf(PanelTab tab)
    {
        if (tab.IsProperty) return Property is null ? null : PanelCatalogue.PropertyPrefix + Property;
        return IsDrilled(tab) ? tab.Drill : tab.Dimension;
    }

    /// <summary>Whether a tab shows the finer dimension.</summary>
    public bool IsDrilled(PanelTab tab) => tab.Drill is not null && View.Filters.Only(tab.Dimension) is not null;

    /// <summary>The metrics of the short list of a tab.</summary>
    public IReadOnlyList<string> ShortMetrics(PanelTab tab)
    {
        if (tab.IsGoal) return ShowsRevenueOfGoals ? [.. tab.ShortMetrics, "total_revenue"] : tab.ShortMetrics;
        if (tab.Key == "map") return ["visitors"];
        return HasGoal && !tab.IsProperty && tab.Dimension != "event:name" ? ["visitors", "group_conversion_rate"] : tab.ShortMetrics;
    }

    /// <summary>The metrics of the full list of a tab.</summary>
    public IReadOnlyList<string> FullMetrics(PanelTab tab)
    {
        if (tab.IsGoal) return ShowsRevenueOfGoals ? [.. tab.Metrics, "total_revenue", "average_revenue"] : tab.Metrics;
        return HasGoal && !tab.IsProperty && tab.Dimension != "event:name" ? ["visitors", "group_conversion_rate"] : tab.Metrics;
    }

    private bool ShowsRevenueOfGoals => Goals.Any(goal => goal.Currency is not null);

    private IEnumerable<string> ChartMetrics()
    {
        IEnumerable<string> metrics = TopMetrics.Where(metric => !metric.IsDerivedOverTime).Select(metric => metric.Name);
        return TopMetrics.Any(metric => metric.IsDerivedOverTime) ? metrics.Union(["visits", "pageviews"], StringComparer.Ordinal) : metrics;
    }

    private FilterList OfTab(PanelTab tab) =>
        tab.IsOptional && ViewFilter.Make(MatchOperator.IsNot, tab.Dimension, [ValueText.Missing]) is { } known ? View.Filters.Add(known) : View.Filters;

    private FilterList WithSearch(string dimension, string search, FilterList? filters = null)
    {
        filters ??= View.Filters;
        if (string.IsNullOrWhiteSpace(search)) return filters;
        // People look for countries by their names.
        string searched = dimension == "visit:country" ? "visit:country_name" : dimension;
        return ViewFilter.Make(MatchOperator.Contains, searched, [search.Trim()]) is { } contains ? filters.Add(contains) : filters;
    }

    private static string TimeDimension(ChartInterval interval) => interval switch
    {
        ChartInterval.Minute => "time:minute",
        ChartInterval.Hour => "time:hour",
        ChartInterval.Day => "time:day",
        ChartInterval.Week => "time:week",
        _ => "time:month",
    };
}
