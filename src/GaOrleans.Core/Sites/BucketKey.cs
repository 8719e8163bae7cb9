namespace GaOrleans.Core.Sites;

/// <summary>
/// Names the one bucket that a hit belongs to: the hits of one site in one of its local hours, of one shard.
/// Ordered by site, hour, shard.
/// </summary>
/// <param name="Site">The site's number, given by the configuration; positive.</param>
/// <param name="Hour">The instant at which the site's local hour starts, in seconds since 1970 UTC (see <see cref="ZoneRules.HourStart"/>).</param>
/// <param name="Shard">0 unless the site is so busy that its visitors are split among several buckets an hour.</param>
public readonly record struct BucketKey(int Site, long Hour, int Shard) : IComparable<BucketKey>
{
    /// <inheritdoc/>
    public int CompareTo(BucketKey other)
    {
        int bySite = Site.CompareTo(other.Site);
        if (bySite != 0) return bySite;
        int byHour = Hour.CompareTo(other.Hour);
        return byHour != 0 ? byHour : Shard.CompareTo(other.Shard);
    }
}
