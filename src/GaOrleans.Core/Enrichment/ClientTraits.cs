namespace GaOrleans.Core.Enrichment;

/// <summary>What a user agent and its client hints say. Empty where nothing is known.</summary>
/// <param name="Device"><c>Desktop</c>, <c>Mobile</c> or <c>Tablet</c>.</param>
/// <param name="Browser">Browser name.</param>
/// <param name="BrowserVersion">Its version, <c>major.minor</c>.</param>
/// <param name="Os">Operating system.</param>
/// <param name="OsVersion">Its version as its maker counts: <c>11</c>, <c>10.15</c>, <c>17.2</c>.</param>
public readonly record struct ClientTraits(string Device, string Browser, string BrowserVersion, string Os, string OsVersion);
