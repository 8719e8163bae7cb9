using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Histories;

namespace GaOrleans.Embedded.Tests.Pipeline;

/// <summary>Makes the values of a history many, so that small limits fold them. Names stay few: what an event is never folds.</summary>
internal static class FoldedHits
{
    private const long SpanMs = 2 * 3_600_000;

    // A visitor does one thing at a time here: what comes first at one instant follows from the contents before folding, which folded hits do not show.
    public static IEnumerable<Hit> Vary(History history, Random random)
    {
        long first = history.Arrivals.Min(hit => hit.TimeMs);
        foreach (Hit hit in history.Arrivals.Select(hit => Near(hit, first, history.Zone)).DistinctBy(hit => (hit.Visitor, hit.TimeMs))) yield return Vary(hit, random);
    }

    // Folding needs many hits in one hour.
    private static Hit Near(Hit hit, long first, ZoneRules zone)
    {
        long time = first + ((hit.TimeMs - first) % SpanMs);
        return hit with { TimeMs = time, Hour = zone.HourStart(time / 1000) };
    }

    private static Hit Vary(Hit hit, Random random) => hit with
    {
        EventId = random.Next(2) == 0 ? 0 : hit.EventId,
        Name = hit.Name is "pageview" or "engagement" ? hit.Name : "purchase",
        Hostname = $"h{random.Next(6)}.example",
        Client = hit.Client with { City = random.Next(4) == 0 ? "" : $"c{random.Next(7)}", Browser = $"b{random.Next(5)}" },
        Origin = hit.Origin with { Source = random.Next(4) == 0 ? "" : $"s{random.Next(7)}" },
        Props = [new("plan", $"p{random.Next(6)}"), .. hit.Props.Where(prop => prop.Key != "plan")],
    };
}
