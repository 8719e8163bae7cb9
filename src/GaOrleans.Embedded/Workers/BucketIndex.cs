using System.Collections.Concurrent;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>Finds buckets by site. What workers write and reports read meets here. Safe for concurrent use.</summary>
internal sealed class BucketIndex(ILocalBucketStore store)
{
    private readonly ConcurrentDictionary<int, SiteBuckets> _sites = new();
    private readonly ConcurrentDictionary<BucketKey, string> _damaged = new();

    /// <summary>The store behind it.</summary>
    internal ILocalBucketStore Store => store;

    /// <summary>Buckets known to be damaged.</summary>
    internal ICollection<BucketKey> Damaged => _damaged.Keys;

    /// <summary>The buckets of a site.</summary>
    internal SiteBuckets Of(int site) => _sites.TryGetValue(site, out SiteBuckets? buckets) ? buckets : _sites.GetOrAdd(site, static id => new SiteBuckets(id));

    /// <summary>Remembers a damaged bucket.</summary>
    /// <returns>Whether it was not known before.</returns>
    internal bool AddDamaged(BucketKey key, string what) => _damaged.TryAdd(key, what);

    /// <summary>Throws when a damaged bucket lies in a range, since a report without it would be wrong.</summary>
    /// <exception cref="DamagedBucketException">There is one.</exception>
    internal void ThrowIfDamaged(int site, long fromHour, long toHour)
    {
        if (_damaged.IsEmpty) return;
        foreach ((BucketKey key, string what) in _damaged)
        {
            if (key.Site == site && key.Hour >= fromHour && key.Hour < toHour) throw new DamagedBucketException(key, what);
        }
    }
}
