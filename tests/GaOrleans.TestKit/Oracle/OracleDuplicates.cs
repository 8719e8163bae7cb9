using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.TestKit.Oracle;

/// <summary>Which hits are duplicates of others by their event ids.</summary>
public static class OracleDuplicates
{
    /// <summary>
    /// The hits that count: of those with one event id in an hour the smallest, and none whose event id also occurs in the hour before.
    /// </summary>
    public static List<Hit> Without(IReadOnlyList<Hit> hits, ZoneRules zone)
    {
        HashSet<(long Hour, ulong EventId)> known = [.. hits.Select(hit => (hit.Hour, hit.EventId))];
        var kept = hits.Where(hit => hit.EventId == 0).ToList();
        foreach (IGrouping<(long Hour, ulong EventId), Hit> same in hits.Where(hit => hit.EventId != 0).GroupBy(hit => (hit.Hour, hit.EventId)))
        {
            long hourBefore = zone.HourStart(same.Key.Hour - 1);
            if (!known.Contains((hourBefore, same.Key.EventId))) kept.Add(same.Order(HitContentOrder.Instance).First());
        }

        return kept;
    }
}
