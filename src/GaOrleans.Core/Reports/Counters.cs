namespace GaOrleans.Core.Reports;

/// <summary>The raw counters from which all metrics follow.</summary>
[Flags]
public enum Counters
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Distinct visitors.</summary>
    Visitors = 1,

    /// <summary>Visits, bounces, durations and the page views in visits.</summary>
    Visits = 2,

    /// <summary>Events and page views.</summary>
    Events = 4,

    /// <summary>Revenue and the events that carry it.</summary>
    Revenue = 8,

    /// <summary>Deepest scroll of each (visitor, page) pair.</summary>
    Scroll = 16,

    /// <summary>Engaged time of each (visit, page) pair.</summary>
    Engagement = 32,
}
