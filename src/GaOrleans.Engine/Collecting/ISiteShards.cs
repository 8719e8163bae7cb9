using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Collecting;

/// <summary>
/// Decides among how many buckets an hour of a busy site is split. Collectors may decide differently, and change their minds within an hour:
/// reports merge whatever shards there are. Safe for concurrent use; called for every hit that counts, so it must be quick.
/// </summary>
public interface ISiteShards
{
    /// <summary>Notes a hit and tells the number of shards that it is put into one of: a power of two, or what the site is configured with.</summary>
    /// <param name="site">The hit's site.</param>
    /// <param name="hour">Start of its hour, seconds since 1970 UTC.</param>
    /// <param name="receivedMs">When it was received, milliseconds since 1970 UTC.</param>
    int ShardsFor(Site site, long hour, long receivedMs);
}
