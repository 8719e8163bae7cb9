using System.Collections.Concurrent;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Cluster.Collecting;

/// <summary>
/// Measures at this collector how many hits a second sites get and splits those that get too many for one bucket. Bounded memory: most sites share
/// counters with others and are quiet together; only where a counter runs high is a site measured by itself.
/// </summary>
public sealed class SiteRates : ISiteShards
{
    private const int Counters = 1 << 16, MostBusySites = 4096, CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1, IdleSeconds = 3 * 3600, MsPerSecond = 1000;

    // Second of the last hit in the high bits, hits in that second in the low ones. A lost update now and then only delays a little.
    private readonly long[] _counters = new long[Counters];
    private readonly ConcurrentDictionary<int, SiteRate> _busy = new();
    private readonly Lock _adding = new();
    private readonly int _hitsPerShard, _mostShards;

    /// <summary>Measures nothing yet.</summary>
    public SiteRates(GaClusterOptions options)
    {
        _hitsPerShard = options.ShardHitsPerSecond;
        _mostShards = options.MostShards;
    }

    /// <summary>Sites measured by themselves.</summary>
    public int BusySites => _busy.Count;

    /// <inheritdoc/>
    /// <remarks>Hits of other hours than the present one, as imports have them, neither count nor split a site.</remarks>
    public int ShardsFor(Site site, long hour, long receivedMs)
    {
        int configured = Math.Max(1, site.Shards);
        if (_mostShards == 1) return configured;
        if (_busy.TryGetValue(site.Id, out SiteRate? rate)) return Math.Max(configured, rate.ShardsFor(hour, receivedMs));
        if (!SiteRate.IsPresent(hour, receivedMs) || !RunsHigh(site.Id, receivedMs / MsPerSecond)) return configured;
        Add(site.Id, hour, receivedMs / MsPerSecond);
        return configured;
    }

    // A quarter of what makes a second shard: its own measure then takes some seconds.
    private bool RunsHigh(int site, long second)
    {
        ref long counter = ref _counters[(uint)(site * 0x9E37_79B1) >> 16];
        long before = Volatile.Read(ref counter);
        long count = before >> CountBits == second ? (before & CountMask) + 1 : 1;
        Volatile.Write(ref counter, (second << CountBits) | Math.Min(count, CountMask));
        return count > Math.Max(1, _hitsPerShard / 4);
    }

    private void Add(int site, long hour, long second)
    {
        lock (_adding)
        {
            if (_busy.Count >= MostBusySites) RemoveIdle(second);
            if (_busy.Count < MostBusySites) _busy.TryAdd(site, new SiteRate(_hitsPerShard, _mostShards, hour, second));
        }
    }

    private void RemoveIdle(long second)
    {
        foreach ((int site, SiteRate rate) in _busy)
        {
            if (!rate.IsSplit || second - rate.LastSecond > IdleSeconds) _busy.TryRemove(site, out _);
        }
    }
}
