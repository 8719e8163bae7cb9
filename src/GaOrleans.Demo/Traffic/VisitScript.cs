namespace GaOrleans.Demo.Traffic;

/// <summary>What happens in a visit: many bounce, some browse, few go from product to cart, checkout and purchase.</summary>
internal sealed class VisitScript(DemoSite site)
{
    private readonly Shop _shop = new(site);

    /// <summary>A person's visit.</summary>
    public IReadOnlyList<DemoHit> Person(Dice dice, long startMs)
    {
        var arrival = Arrivals.Draw(dice);
        var visit = new VisitWriter(site, dice, startMs, arrival.Referrer);
        var product = Land(visit, dice, arrival);
        if (!dice.Chance(0.42)) Browse(visit, dice, product);
        visit.Leave();
        return visit.Hits;
    }

    /// <summary>A robot's visit: a few pages in quick order, nothing else.</summary>
    public IReadOnlyList<DemoHit> Robot(Dice dice, long startMs)
    {
        List<DemoHit> hits = [];
        for (var i = dice.Below(5); i >= 0; i--)
        {
            hits.Add(new DemoHit { Id = dice.Id(), TimeMs = startMs, Name = "pageview", Url = $"https://{site.Domain}/products/{_shop.Products.Draw(dice).Name}" });
            startMs += 400 + dice.Below(2_000);
        }
        return hits;
    }

    private Product? Land(VisitWriter visit, Dice dice, Arrival arrival)
    {
        var query = arrival.Query.Length == 0 ? "" : "?" + arrival.Query;
        switch (arrival.Landing)
        {
            case Landing.Product:
                var product = _shop.Products.Draw(dice);
                visit.View($"/products/{product.Name}{query}", product.Name);
                return product;
            case Landing.Article:
                var article = _shop.Articles.Draw(dice);
                visit.View($"/magazine/{article}{query}", article);
                return null;
            case Landing.Sale:
                visit.View($"/sale{query}", "Sale");
                return null;
            default:
                visit.View($"/{query}", "Home");
                return null;
        }
    }

    private void Browse(VisitWriter visit, Dice dice, Product? product)
    {
        if (dice.Chance(0.12)) Search(visit, dice);
        if (dice.Chance(0.04)) SignUp(visit, dice);
        while (dice.Chance(0.62))
        {
            product = _shop.Products.Draw(dice);
            if (dice.Chance(0.3)) visit.View($"/category/{product.Category}", product.Category);
            visit.View($"/products/{product.Name}", product.Name);
            if (dice.Chance(0.03)) visit.Do("File Download", 0, new KeyValuePair<string, string>("url", $"https://{site.Domain}/files/{product.Category}-guide.pdf"));
        }
        if (dice.Chance(0.04)) visit.Do("Outbound Link: Click", 0, new KeyValuePair<string, string>("url", "https://social.example/" + site.Domain));
        if (product is not null && dice.Chance(0.24)) Buy(visit, dice, product);
    }

    private void Search(VisitWriter visit, Dice dice)
    {
        var words = _shop.Searches.Draw(dice);
        visit.View("/search?q=" + Uri.EscapeDataString(words), "Search");
        visit.Do("Search", 0, new("query", words), new("results", dice.Chance(0.1) ? "none" : "some"));
    }

    private static void SignUp(VisitWriter visit, Dice dice)
    {
        visit.View("/signup", "Sign up");
        if (dice.Chance(0.7)) visit.Do("Signup", 0, new KeyValuePair<string, string>("method", dice.Chance(0.6) ? "mail" : "google"));
    }

    private static void Buy(VisitWriter visit, Dice dice, Product product)
    {
        var pieces = dice.Chance(0.8) ? 1 : 2 + dice.Below(3);
        visit.Do("Add to Cart", 0, new("product", product.Name), new("category", product.Category), new("pieces", pieces.ToString()));
        visit.View("/cart", "Cart");
        if (!dice.Chance(0.6)) return;
        visit.View("/checkout", "Checkout");
        if (!dice.Chance(0.65)) return;
        visit.View("/checkout/thanks", "Thank you");
        visit.Do("Purchase", product.Price * pieces,
            new("product", product.Name), new("category", product.Category), new("pieces", pieces.ToString()), new("payment", dice.Chance(0.5) ? "card" : "paypal"));
    }
}
