namespace GaOrleans.Portal.Queries.Showing;

/// <summary>A line over time.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Values">A number a slot; null where there is none.</param>
/// <param name="Compared">The numbers of the other range, slot by slot; null without comparison.</param>
public sealed record ShownSeries(string Name, IReadOnlyList<double?> Values, IReadOnlyList<double?>? Compared);
