namespace GaOrleans.Portal.Look;

/// <summary>One of several views of which one is shown.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Label">What it says.</param>
/// <param name="Href">Where it leads; null when choosing it only tells.</param>
public sealed record GaTab(string Key, string Label, string? Href = null);
