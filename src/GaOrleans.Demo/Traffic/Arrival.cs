namespace GaOrleans.Demo.Traffic;

/// <summary>How a visit begins.</summary>
/// <param name="Referrer">The page that led here; empty for none.</param>
/// <param name="Query">What the campaign adds to the landing page's address, without the question mark; empty for none.</param>
/// <param name="Landing">Where such visits begin.</param>
internal sealed record Arrival(string Referrer, string Query, Landing Landing);
