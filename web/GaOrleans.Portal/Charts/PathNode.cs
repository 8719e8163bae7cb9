namespace GaOrleans.Portal.Charts;

/// <summary>A place on the ways through a site.</summary>
/// <param name="Level">How many steps from the start, 0 for the start.</param>
/// <param name="Label">What it is.</param>
/// <param name="Value">How many were there.</param>
public sealed record PathNode(int Level, string Label, double Value);
