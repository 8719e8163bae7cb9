namespace GaOrleans.Portal.Charts;

/// <summary>Numbers over time.</summary>
/// <param name="Name">What they count.</param>
/// <param name="Values">One for each label; null where there is none.</param>
/// <param name="Comparison">Those that they are compared with, drawn dashed.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, IReadOnlyList<double?>? Comparison = null);
