namespace GaOrleans.Portal.Queries.Showing;

/// <summary>Lines over time.</summary>
/// <param name="Labels">The label of each slot.</param>
/// <param name="Series">The lines, the most important first.</param>
/// <param name="LeftOut">How many further lines there would be.</param>
public sealed record ShownTimes(IReadOnlyList<string> Labels, IReadOnlyList<ShownSeries> Series, int LeftOut);
