namespace GaOrleans.Portal.Charts;

/// <summary>A step of a funnel.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">How many came to it.</param>
/// <param name="Detail">What else is known of it, such as the time that it took.</param>
public sealed record FunnelBar(string Label, double Value, string? Detail = null);
