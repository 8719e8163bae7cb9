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

    private readonly Lock _deleting = new();

    // Replaced as a whole: it is looked at for every hit and hardly ever changes.
    private volatile HashSet<int> _deleted = [];

    /// <summary>The store behind it.</summary>
    internal ILocalBucketStore Store => store;

    /// <summary>Buckets known to be damaged.</summary>
    internal ICollection<BucketKey> Damaged => _damaged.Keys;

    /// <summary>The buckets of a site.</summary>
    internal SiteBuckets Of(int site) => _sites.TryGetValue(site, out SiteBuckets? buckets) ? buckets : _sites.GetOrAdd(site, static id => new SiteBuckets(id));

    /// <summary>Whether hits of a site are to be left out, since the site was deleted.</summary>
    internal bool IsDeleted(int site) => _deleted is { Count: > 0 } deleted && deleted.Contains(site);

    /// <summary>Remembers that sites were deleted. Workers let go of their buckets after it.</summary>
    internal void AddDeleted(params IReadOnlyCollection<int> sites)
    {
        lock (_deleting) _deleted = [.. _deleted, .. sites];
    }

    /// <summary>Forgets the buckets of a deleted site, when no worker has any of them.</summary>
    internal void Forget(int site)
    {
        foreach (BucketKey key in _damaged.Keys)
        {
            if (key.Site == site) _damaged.TryRemove(key, out _);
        }

        Of(site).Clear();
    }

    /// <summary>The slots of all buckets in memory whose hour starts at or after an instant, and of stored ones as the store lists them.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    internal List<BucketSlot> Since(long hour)
    {
        var slots = new HashSet<BucketSlot>();
        foreach (SiteBuckets site in _sites.Values) slots.UnionWith(site.Range(hour, long.MaxValue, store));
        foreach (BucketKey key in store.Since(hour)) slots.Add(Of(key.Site).SlotOf(key, store));
        return [.. slots];
    }

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
