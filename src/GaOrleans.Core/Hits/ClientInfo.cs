namespace GaOrleans.Core.Hits;

/// <summary>Everything about who sent a hit that reports can ask for. An empty text means not known.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="Region">ISO 3166-2, such as <c>DE-BY</c>.</param>
/// <param name="City">City name in English.</param>
/// <param name="Device"><c>Desktop</c>, <c>Mobile</c> or <c>Tablet</c>.</param>
/// <param name="Browser">Browser name.</param>
/// <param name="BrowserVersion"><c>major.minor</c>.</param>
/// <param name="Os">Operating system.</param>
/// <param name="OsVersion"><c>major.minor</c>.</param>
public sealed record ClientInfo(string Country = "", string Region = "", string City = "", string Device = "",
    string Browser = "", string BrowserVersion = "", string Os = "", string OsVersion = "");
