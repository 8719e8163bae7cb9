namespace GaOrleans.Cluster.Merchants;

/// <summary>What was heard of the buckets of a merchant's sites: bounded, in memory only. One caller at a time.</summary>
internal sealed class MerchantActivity
{
    /// <summary>Sites remembered; those heard of longest ago are forgotten first.</summary>
    public const int MostSites = 256;

    /// <summary>Buckets remembered of each site, the latest hours.</summary>
    public const int MostBuckets = 48;

    private readonly Dictionary<int, Known> _sites = [];
    private long _changes;

    /// <summary>Starts with versions that no activation before has given.</summary>
    public MerchantActivity(long firstVersion) => _changes = firstVersion;

    /// <summary>Hears of a bucket.</summary>
    public void Hear(BucketChange change)
    {
        if (!_sites.TryGetValue(change.Site, out Known? site))
        {
            if (_sites.Count == MostSites) _sites.Remove(_sites.MinBy(other => other.Value.Version).Key);
            _sites[change.Site] = site = new Known();
        }

        site.Version = ++_changes;
        site.LastHitMs = Math.Max(site.LastHitMs, change.LastHitMs);
        site.Buckets[(change.Hour, change.Shard)] = change.Rows;
        if (site.Buckets.Count > MostBuckets) site.Buckets.Remove(site.Buckets.Keys.First());
    }

    /// <summary>What is known, by site.</summary>
    public SiteActivity[] Snapshot() =>
    [
        .. _sites.OrderBy(site => site.Key).Select(site => new SiteActivity(
            site.Key, site.Value.Version, site.Value.LastHitMs, [.. site.Value.Buckets.Reverse().Select(bucket => new HourActivity(bucket.Key.Hour, bucket.Key.Shard, bucket.Value))])),
    ];

    private sealed class Known
    {
        public long Version { get; set; }

        public long LastHitMs { get; set; }

        public SortedDictionary<(long Hour, int Shard), int> Buckets { get; } = [];
    }
}
