namespace GaOrleans.Demo.Traffic;

/// <summary>Sources: search, social networks, links, newsletters, paid campaigns with UTM tags and click ids, and nothing at all.</summary>
internal static class Arrivals
{
    private static readonly Weighted<Arrival> All = new(
        (26, new("", "", Landing.Home)),
        (4, new("", "", Landing.Product)),
        (14, new("https://www.google.com/", "", Landing.Product)),
        (9, new("https://www.google.com/", "", Landing.Article)),
        (4, new("https://www.google.com/", "", Landing.Home)),
        (3, new("https://www.bing.com/", "", Landing.Product)),
        (2, new("https://duckduckgo.com/", "", Landing.Article)),
        (1, new("https://www.ecosia.org/", "", Landing.Article)),
        (2, new("https://chatgpt.com/", "utm_source=chatgpt.com", Landing.Article)),
        (3, new("https://www.facebook.com/", "", Landing.Article)),
        (3, new("https://l.instagram.com/", "", Landing.Product)),
        (2, new("https://t.co/Xy12abCD", "", Landing.Article)),
        (2, new("https://www.reddit.com/r/gear/", "", Landing.Article)),
        (1, new("https://www.youtube.com/", "", Landing.Product)),
        (1, new("https://news.ycombinator.com/", "", Landing.Article)),
        (2, new("https://blog.outside-notes.example/best-of-the-year", "", Landing.Product)),
        (1, new("https://www.price-check.example/compare", "utm_source=price-check&utm_medium=affiliate", Landing.Product)),
        (7, new("https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=", Landing.Product)),
        (4, new("https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign=autumn&utm_term=sale&gclid=", Landing.Sale)),
        (2, new("https://www.bing.com/", "msclkid=", Landing.Product)),
        (4, new("https://m.facebook.com/", "utm_source=facebook&utm_medium=paid_social&utm_campaign=autumn&utm_content=video&fbclid=", Landing.Sale)),
        (6, new("", "utm_source=newsletter&utm_medium=email&utm_campaign=weekly", Landing.Sale)));

    /// <summary>How the next visit begins; click ids are new each time.</summary>
    public static Arrival Draw(Dice dice)
    {
        var arrival = All.Draw(dice);
        return arrival.Query.EndsWith("clid=", StringComparison.Ordinal) || arrival.Query.EndsWith("clkid=", StringComparison.Ordinal)
            ? arrival with { Query = arrival.Query + dice.Id() }
            : arrival;
    }
}
