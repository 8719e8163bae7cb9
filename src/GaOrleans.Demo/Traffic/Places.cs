namespace GaOrleans.Demo.Traffic;

/// <summary>Where visitors come from: mostly the site's own country.</summary>
internal static class Places
{
    private const double HomeShare = 0.7;

    private static readonly Weighted<Place> World = new(
        (14, new("US", "US-CA", "Los Angeles", "en-US", 23)), (9, new("US", "US-NY", "New York", "en-US", 24)), (5, new("US", "US-TX", "Austin", "en-US", 50)),
        (9, new("DE", "DE-BE", "Berlin", "de-DE", 91)), (6, new("DE", "DE-BY", "Munich", "de-DE", 79)), (4, new("DE", "DE-HH", "Hamburg", "de-DE", 84)),
        (8, new("GB", "GB-LND", "London", "en-GB", 81)), (2, new("GB", "GB-MAN", "Manchester", "en-GB", 86)),
        (6, new("FR", "FR-75", "Paris", "fr-FR", 90)), (2, new("FR", "FR-69", "Lyon", "fr-FR", 92)),
        (7, new("JP", "JP-13", "Tokyo", "ja-JP", 126)), (3, new("JP", "JP-27", "Osaka", "ja-JP", 133)),
        (7, new("IN", "IN-WB", "Kolkata", "en-IN", 117)), (5, new("IN", "IN-KA", "Bengaluru", "en-IN", 106)),
        (4, new("AU", "AU-NSW", "Sydney", "en-AU", 101)), (3, new("AU", "AU-VIC", "Melbourne", "en-AU", 110)),
        (2, new("NP", "NP-P3", "Kathmandu", "ne-NP", 27)), (1, new("NP", "NP-P4", "Pokhara", "ne-NP", 36)),
        (3, new("ES", "ES-MD", "Madrid", "es-ES", 88)), (3, new("IT", "IT-25", "Milan", "it-IT", 87)), (3, new("NL", "NL-NH", "Amsterdam", "nl-NL", 77)),
        (2, new("AT", "AT-9", "Vienna", "de-AT", 80)), (2, new("CH", "CH-ZH", "Zurich", "de-CH", 85)), (3, new("BR", "BR-SP", "Sao Paulo", "pt-BR", 177)),
        (3, new("CA", "CA-ON", "Toronto", "en-CA", 99)), (2, new("PL", "PL-14", "Warsaw", "pl-PL", 83)), (1, new("SE", "SE-AB", "Stockholm", "sv-SE", 78)));

    private static readonly Dictionary<string, Weighted<Place>> Homes = World.Items
        .GroupBy(place => place.Country, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Weighted<Place>.Zipf(group, 0.7), StringComparer.Ordinal);

    /// <summary>Where a visitor of the site is.</summary>
    public static Place Draw(DemoSite site, Dice dice) => dice.Chance(HomeShare) ? Homes[site.Home].Draw(dice) : World.Draw(dice);
}
