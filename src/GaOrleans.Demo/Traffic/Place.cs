namespace GaOrleans.Demo.Traffic;

/// <summary>Where a visitor is: ISO 3166-1 alpha-2, ISO 3166-2, the city's name, the browser's language, and the first byte of the addresses that the demo gives out there.</summary>
internal sealed record Place(string Country, string Region, string City, string Language, byte Network);
