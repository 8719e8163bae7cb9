namespace GaOrleans.Demo.Traffic;

/// <summary>The pages of a site: popularity follows Zipf's law.</summary>
internal sealed class Shop
{
    private static readonly string[] Colours = ["", "-blue", "-red", "-green", "-black", "-light"];

    /// <summary>The pages of a site.</summary>
    public Shop(DemoSite site)
    {
        Products = Weighted<Product>.Zipf(Colours.SelectMany((colour, row) => site.Goods.Select((goods, column) => Make(site, goods, colour, row, column))), 0.9);
        Articles = Weighted<string>.Zipf(site.Goods.SelectMany(goods => new[] { $"how-to-choose-a-{Slug(goods)}", $"caring-for-your-{Slug(goods)}" }), 1.1);
        Searches = Weighted<string>.Zipf(site.Goods.Concat(["gift", "sale", "voucher", "size"]), 1.0);
    }

    /// <summary>What can be bought.</summary>
    public Weighted<Product> Products { get; }

    /// <summary>Names of the magazine's articles, as in their addresses.</summary>
    public Weighted<string> Articles { get; }

    /// <summary>What people search for.</summary>
    public Weighted<string> Searches { get; }

    private static Product Make(DemoSite site, string goods, string colour, int row, int column)
    {
        var price = Math.Round((9.9m + (column * 37 + row * 13) % 160) * site.PriceFactor, site.Currency == "JPY" ? 0 : 2);
        return new Product(Slug(goods) + colour, Slug(goods), price);
    }

    private static string Slug(string name) => name.Replace(' ', '-');
}
