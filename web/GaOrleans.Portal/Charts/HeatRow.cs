namespace GaOrleans.Portal.Charts;

/// <summary>A row of a heat map.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Size">How many it is about; null to leave that out.</param>
/// <param name="Cells">One for each column, of a hundred; null where there is none yet.</param>
public sealed record HeatRow(string Label, double? Size, IReadOnlyList<double?> Cells);
