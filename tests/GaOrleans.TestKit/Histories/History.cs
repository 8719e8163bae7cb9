using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;
using GaOrleans.TestKit.Oracle;

namespace GaOrleans.TestKit.Histories;

/// <summary>Hits of one site as they may arrive: some late, out of order or more than once.</summary>
/// <param name="Zone">The site's zone.</param>
/// <param name="Arrivals">The hits in order of arrival.</param>
public sealed record History(ZoneRules Zone, IReadOnlyList<Hit> Arrivals)
{
    /// <summary>The hits that count.</summary>
    public IReadOnlyList<Hit> Counted { get; } = OracleDuplicates.Without(Arrivals, Zone);

    /// <summary>The views of all buckets, hits that are duplicates across buckets left out, ordered by hour, then shard.</summary>
    public List<BucketView> Views()
    {
        var symbols = new SiteSymbols();
        return [.. Applied().Select(bucket => BucketView.Of(BucketBuilding.Build(bucket.Value), symbols, BucketLimits.Default))];
    }

    /// <summary>The hits of each bucket in order of arrival, those left out that are duplicates across buckets.</summary>
    public SortedDictionary<BucketKey, Hit[]> Applied()
    {
        HashSet<(BucketKey Bucket, ulong EventId)> kept = [.. Counted.Select(hit => (KeyOf(hit), hit.EventId))];
        return new(Arrivals.Where(hit => hit.EventId == 0 || kept.Contains((KeyOf(hit), hit.EventId))).GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.ToArray()));
    }

    private static BucketKey KeyOf(Hit hit) => new(hit.Site, hit.Hour, hit.Shard);
}
