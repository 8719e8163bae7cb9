namespace GaOrleans.Core.Enrichment;

/// <summary>One line of <see cref="BrowserTable"/>.</summary>
/// <param name="Token">What the user agent holds, in this case.</param>
/// <param name="Name">The browser's name.</param>
/// <param name="Version">The token that its version follows, where that is another.</param>
internal sealed record BrowserRule(string Token, string Name, string? Version = null);
