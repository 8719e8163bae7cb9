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
        HashSet<(BucketKey Bucket, ulong EventId)> kept = [.. Counted.Select(hit => (KeyOf(hit), hit.EventId))];
        var symbols = new SiteSymbols();
        IEnumerable<Hit> applied = Arrivals.Where(hit => hit.EventId == 0 || kept.Contains((KeyOf(hit), hit.EventId)));
        return [.. BucketBuilding.BuildAll(applied).Values.Select(bucket => BucketView.Of(bucket, symbols, BucketLimits.Default))];
    }

    private static BucketKey KeyOf(Hit hit) => new(hit.Site, hit.Hour, hit.Shard);
}
