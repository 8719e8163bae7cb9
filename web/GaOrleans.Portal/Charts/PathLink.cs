namespace GaOrleans.Portal.Charts;

/// <summary>How many went from one place to another.</summary>
/// <param name="From">Index of the place before.</param>
/// <param name="To">Index of the place after.</param>
/// <param name="Value">How many.</param>
public sealed record PathLink(int From, int To, double Value);
