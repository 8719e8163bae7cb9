namespace GaOrleans.Core.Reports.Queries;

/// <summary>One entry of order_by: a metric or a dimension of the query.</summary>
/// <param name="Metric">The metric, or null when <paramref name="Dimension"/> is set.</param>
/// <param name="Dimension">The dimension, or null when <paramref name="Metric"/> is set.</param>
/// <param name="Descending">Whether the largest comes first.</param>
public readonly record struct QueryOrder(Metric? Metric, Dimension? Dimension, bool Descending);
