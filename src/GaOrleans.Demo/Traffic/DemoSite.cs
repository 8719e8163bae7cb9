namespace GaOrleans.Demo.Traffic;

/// <summary>A shop that the demo invents.</summary>
/// <param name="Domain">The site's domain.</param>
/// <param name="Zone">Its IANA zone.</param>
/// <param name="Currency">What it sells in, ISO 4217.</param>
/// <param name="PriceFactor">What one euro of the price list is in that currency.</param>
/// <param name="Share">Its part of all visits; relative to the other sites.</param>
/// <param name="WeekendFactor">Visits of a Saturday or Sunday against those of a working day.</param>
/// <param name="Home">The country most visitors are from, ISO 3166-1 alpha-2.</param>
/// <param name="Goods">What is sold; the first sells best.</param>
internal sealed record DemoSite(
    string Domain, string Zone, string Currency, decimal PriceFactor, double Share, double WeekendFactor, string Home, IReadOnlyList<string> Goods);
