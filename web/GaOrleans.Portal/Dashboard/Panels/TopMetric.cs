using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Dashboard.Panels;

/// <summary>A figure of the top line.</summary>
/// <param name="Name">The metric, by the name that it has in queries.</param>
/// <param name="Label">What stands above it.</param>
/// <param name="Format">How its numbers are written.</param>
public sealed record TopMetric(string Name, string Label, NumberFormat Format)
{
    /// <summary>Whether there is no such metric over time; it is worked out from visits and pageviews.</summary>
    public bool IsDerivedOverTime => Name == "views_per_visit";
}
