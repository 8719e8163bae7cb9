using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>How a metric is shown.</summary>
/// <param name="Name">Its name in the query language.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Format">How its numbers are written.</param>
/// <param name="Topic">Under which heading it stands.</param>
/// <param name="Explanation">One line on what it counts.</param>
/// <param name="AddsUp">Whether the numbers of groups may be added, so that shares of a whole make sense.</param>
public sealed record MetricInfo(string Name, string Label, NumberFormat Format, string Topic, string Explanation, bool AddsUp = false);
