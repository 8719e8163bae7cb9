namespace GaOrleans.Demo.Traffic;

/// <summary>The sites of the demo; zones with whole, half and three-quarter hours, with and without daylight saving.</summary>
internal static class DemoSites
{
    /// <summary>The site that the service creates at its first start.</summary>
    public static DemoSite First { get; } = new(
        "demo.example", "Europe/Berlin", "EUR", 1m, 10, 0.8, "DE",
        ["backpack", "rain jacket", "hiking boots", "tent", "sleeping bag", "headlamp", "water bottle", "trekking poles", "wool socks", "camping stove", "first aid kit", "map case"]);

    /// <summary>All sites, the first among them.</summary>
    public static IReadOnlyList<DemoSite> All { get; } =
    [
        First,
        new("himalaya-tea.example", "Asia/Kathmandu", "NPR", 150m, 2, 1.1, "NP",
            ["green tea", "black tea", "masala chai", "white tea", "tea pot", "tea cup", "oolong", "tea gift box"]),
        new("pacific-surf.example", "America/Los_Angeles", "USD", 1.1m, 6, 1.4, "US",
            ["longboard", "wetsuit", "surf wax", "leash", "shortboard", "fins", "board bag", "rash guard", "poncho"]),
        new("kanda-books.example", "Asia/Tokyo", "JPY", 165m, 4, 1.3, "JP",
            ["novel", "travel guide", "cook book", "manga", "dictionary", "atlas", "poetry", "photo book", "calendar"]),
        new("bengal-crafts.example", "Asia/Kolkata", "INR", 92m, 3, 1.2, "IN",
            ["silk scarf", "jute bag", "brass lamp", "block print", "clay vase", "bangles", "rug"]),
        new("harbour-coffee.example", "Australia/Sydney", "AUD", 1.7m, 3, 0.9, "AU",
            ["espresso beans", "filter beans", "grinder", "kettle", "cups", "aeropress", "decaf"]),
    ];
}
