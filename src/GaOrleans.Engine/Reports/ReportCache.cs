using System.Collections.Concurrent;

namespace GaOrleans.Engine.Reports;

/// <summary>Answers by query, bounded in bytes. When full, those unused for longest go, a tenth at a time. Safe for concurrent use; a look-up allocates nothing.</summary>
internal sealed class ReportCache(long capacityBytes)
{
    private readonly ConcurrentDictionary<CacheKey, CachedReport> _entries = new();
    private readonly Lock _evicting = new();
    private long _sizeBytes;

    /// <summary>Memory of all entries.</summary>
    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    /// <summary>Finds an entry.</summary>
    public CachedReport? Find(in CacheKey key) => _entries.GetValueOrDefault(key);

    /// <summary>Keeps an entry in place of any other of its key.</summary>
    public void Put(in CacheKey key, CachedReport entry)
    {
        if (entry.SizeBytes > capacityBytes) return;
        long added = entry.SizeBytes;
        lock (_evicting)
        {
            if (_entries.TryGetValue(key, out CachedReport? replaced)) added -= replaced.SizeBytes;
            _entries[key] = entry;
            _sizeBytes += added;
            if (_sizeBytes > capacityBytes) Evict();
        }
    }

    private void Evict()
    {
        foreach ((CacheKey key, _) in _entries.ToArray().OrderBy(pair => pair.Value.LastUsedMs))
        {
            if (_sizeBytes <= capacityBytes - capacityBytes / 10) return;
            if (_entries.TryRemove(key, out CachedReport? removed)) _sizeBytes -= removed.SizeBytes;
        }
    }
}
