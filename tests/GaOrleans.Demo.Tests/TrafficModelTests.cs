using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Tests;

public sealed class TrafficModelTests
{
    // Monday, 2026-11-02 00:00 UTC.
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<DemoVisit> Week = [.. Visits(new TrafficModel(DemoSites.All, 4_000, 7), Monday, 7)];

    [Fact]
    public void Traffic_IsTheSame_WhenTheSeedIs()
    {
        var once = Visits(new TrafficModel(DemoSites.All, 400, 7), Monday, 1).SelectMany(visit => visit.Hits).Select(hit => (hit.Id, hit.TimeMs, hit.Url));
        var again = Visits(new TrafficModel(DemoSites.All, 400, 7), Monday, 1).SelectMany(visit => visit.Hits).Select(hit => (hit.Id, hit.TimeMs, hit.Url));
        var other = Visits(new TrafficModel(DemoSites.All, 400, 8), Monday, 1).SelectMany(visit => visit.Hits).Select(hit => (hit.Id, hit.TimeMs, hit.Url));
        Assert.Equal(once, again);
        Assert.Empty(once.Select(hit => hit.Id).Intersect(other.Select(hit => hit.Id), StringComparer.Ordinal));
    }

    [Fact]
    public void Traffic_OfASite_DoesNotDependOnTheOtherSitesAsked()
    {
        var share = DemoSites.First.Share / DemoSites.All.Sum(site => site.Share);
        var alone = Visits(new TrafficModel([DemoSites.First], 4_000 * share, 7), Monday, 1).Select(visit => visit.Hits[0].Id);
        Assert.Equal(Week.Where(visit => visit.Site == DemoSites.First && visit.Hits[0].TimeMs < Monday.AddDays(1).ToUnixTimeMilliseconds()).Select(visit => visit.Hits[0].Id), alone);
    }

    [Fact]
    public void Visits_AreAsManyAsAsked()
    {
        // Five working days at the full number, two at the sites' weekend factors, which average about 1.05.
        Assert.InRange(Week.Count, 4_000 * 6.5, 4_000 * 7.5);
    }

    [Fact]
    public void Visits_FollowTheDay_InTheSitesOwnZone()
    {
        foreach (var site in DemoSites.All)
        {
            var zone = NodaTime.DateTimeZoneProviders.Tzdb[site.Zone];
            var byHour = Week.Where(visit => visit.Site == site)
                .CountBy(visit => NodaTime.Instant.FromUnixTimeMilliseconds(visit.Hits[0].TimeMs).InZone(zone).Hour).ToDictionary();
            var night = byHour.GetValueOrDefault(3) + byHour.GetValueOrDefault(4);
            var evening = byHour.GetValueOrDefault(20) + byHour.GetValueOrDefault(21);
            Assert.True(evening > 8 * night, $"{site.Domain}: {night} at night, {evening} in the evening");
        }
    }

    [Fact]
    public void Weekend_IsBusierOrQuieter_AsTheSiteIs()
    {
        foreach (var site in DemoSites.All)
        {
            var rhythm = new Rhythm(site);
            var zone = NodaTime.DateTimeZoneProviders.Tzdb[site.Zone];
            var friday = new NodaTime.LocalDateTime(2026, 11, 6, 12, 0).InZoneLeniently(zone).ToDateTimeOffset();
            Assert.Equal(site.WeekendFactor, rhythm.At(friday.AddDays(1)) / rhythm.At(friday), 6);
            Assert.Equal(rhythm.At(friday), rhythm.At(friday.AddDays(-1)), 6);
        }
    }

    [Fact]
    public void Hits_AreWellFormed()
    {
        Assert.All(Week, visit =>
        {
            Assert.Equal("pageview", visit.Hits[0].Name);
            Assert.All(visit.Hits, hit => Assert.StartsWith($"https://{visit.Site.Domain}/", hit.Url, StringComparison.Ordinal));
            Assert.All(visit.Hits.Zip(visit.Hits.Skip(1)), pair => Assert.InRange(pair.Second.TimeMs - pair.First.TimeMs, 0, 30 * 60_000 - 1));
            Assert.All(visit.Hits, hit => Assert.Equal(hit.Name == "engagement", hit.EngagementMs is not null));
            Assert.All(visit.Hits, hit => Assert.InRange(hit.ScrollDepth ?? 0, 0, 100));
            Assert.All(visit.Hits, hit => Assert.Equal(hit.Name == "Purchase", hit.Revenue > 0));
        });
        var ids = Week.SelectMany(visit => visit.Hits).Select(hit => hit.Id).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Funnel_Narrows_FromProductToPurchase()
    {
        int Having(Func<DemoHit, bool> step) => Week.Count(visit => !visit.Visitor.IsRobot && visit.Hits.Any(step));
        var product = Having(hit => hit.Url.Contains("/products/", StringComparison.Ordinal));
        var cart = Having(hit => hit.Url.EndsWith("/cart", StringComparison.Ordinal));
        var checkout = Having(hit => hit.Url.EndsWith("/checkout", StringComparison.Ordinal));
        var purchase = Having(hit => hit.Name == "Purchase");
        Assert.True(product > 3 * cart && cart > checkout && checkout > purchase && purchase > 100, $"{product} {cart} {checkout} {purchase}");
    }

    [Fact]
    public void Visits_AreOfEveryKind()
    {
        var share = Week.Count(visit => visit.Visitor.IsRobot) / (double)Week.Count;
        Assert.InRange(share, 0.02, 0.04);
        var bounces = Week.Count(visit => visit.Hits.Count(hit => hit.Name == "pageview") == 1) / (double)Week.Count;
        Assert.InRange(bounces, 0.35, 0.6);
        Assert.InRange(Week.Select(visit => visit.Visitor.Place.Country).Distinct(StringComparer.Ordinal).Count(), 10, 30);
        Assert.Contains(Week, visit => visit.Hits[0].Url.Contains("gclid=", StringComparison.Ordinal));
        Assert.Contains(Week, visit => visit.Hits[0].Url.Contains("utm_medium=email", StringComparison.Ordinal));
        Assert.All(["Search", "Signup", "Outbound Link: Click", "File Download", "Add to Cart"],
            name => Assert.Contains(Week, visit => visit.Hits.Any(hit => hit.Name == name)));
        var consented = Week.Where(visit => visit.Visitor.ConsentedId is not null).CountBy(visit => visit.Visitor.ConsentedId!).ToArray();
        Assert.Contains(consented, visitor => visitor.Value > 2);
    }

    private static IEnumerable<DemoVisit> Visits(TrafficModel model, DateTimeOffset from, int days)
    {
        var first = (long)((from - DateTimeOffset.UnixEpoch) / TrafficModel.Quarter);
        return Enumerable.Range(0, days * 96).SelectMany(quarter => model.Quarterly(first + quarter));
    }
}
