namespace GaOrleans.Core.Reports;

/// <summary>What a report can count; the names on the wire are those of API.md.</summary>
public enum Metric
{
    /// <summary>Distinct visitors.</summary>
    Visitors,

    /// <summary>Visits active in the range.</summary>
    Visits,

    /// <summary>Page views.</summary>
    Pageviews,

    /// <summary>Page views per visit, 2 decimals.</summary>
    ViewsPerVisit,

    /// <summary>Share of bounces among visits, whole percent.</summary>
    BounceRate,

    /// <summary>Mean visit duration, whole seconds.</summary>
    VisitDuration,

    /// <summary>Events, page views included, engagement events left out.</summary>
    Events,

    /// <summary>Mean of each visitor's deepest scroll on a page, whole percent.</summary>
    ScrollDepth,

    /// <summary>Share of all visitors, percent with 2 decimals.</summary>
    Percentage,

    /// <summary>Converting visitors among all visitors, percent with 2 decimals.</summary>
    ConversionRate,

    /// <summary>Converting visitors among the visitors of the group, percent with 2 decimals.</summary>
    GroupConversionRate,

    /// <summary>Mean revenue of the events that carry one.</summary>
    AverageRevenue,

    /// <summary>Sum of revenue.</summary>
    TotalRevenue,

    /// <summary>Mean engaged time on a page, whole seconds.</summary>
    TimeOnPage,
}
