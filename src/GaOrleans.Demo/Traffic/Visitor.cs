namespace GaOrleans.Demo.Traffic;

/// <summary>Somebody, or something, that visits a site.</summary>
/// <param name="Place">Where they are.</param>
/// <param name="Client">What they browse with.</param>
/// <param name="Address">Their IPv4 address.</param>
/// <param name="ConsentedId">The visitor id of those who consented; null for others.</param>
/// <param name="IsRobot">Whether it is a robot.</param>
internal sealed record Visitor(Place Place, Client Client, string Address, string? ConsentedId, bool IsRobot)
{
    private const double ConsentShare = 0.3;

    /// <summary>The n-th person of a site's public: always the same.</summary>
    public static Visitor Person(DemoSite site, long seed, int number)
    {
        var dice = Dice.For(seed, site.Domain + "/people", number);
        var place = Places.Draw(site, dice);
        return new Visitor(place, Clients.People.Draw(dice), AddressIn(place, dice), dice.Chance(ConsentShare) ? dice.Id() : null, IsRobot: false);
    }

    /// <summary>Some robot.</summary>
    public static Visitor Robot(DemoSite site, Dice dice)
    {
        var place = Places.Draw(site, dice);
        return new Visitor(place, Clients.Robots.Draw(dice), AddressIn(place, dice), ConsentedId: null, IsRobot: true);
    }

    private static string AddressIn(Place place, Dice dice) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.Network}.{dice.Below(256)}.{dice.Below(256)}.{1 + dice.Below(254)}");
}
