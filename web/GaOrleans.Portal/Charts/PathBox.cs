namespace GaOrleans.Portal.Charts;

/// <summary>Where a place of a path chart stands.</summary>
public readonly record struct PathBox(double X, double Y, double Width, double Height);
