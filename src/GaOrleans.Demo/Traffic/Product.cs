namespace GaOrleans.Demo.Traffic;

/// <summary>Something to buy: its name and category as in addresses, and its price in the site's currency.</summary>
internal sealed record Product(string Name, string Category, decimal Price);
