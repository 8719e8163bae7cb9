using GaOrleans.Core.Buckets;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>All buckets of one site, in memory or stored, in order of hour and shard. Safe for concurrent use.</summary>
internal sealed class SiteBuckets(int site)
{
    private readonly Lock _lock = new();
    private BucketSlot[] _slots = [];
    private int _count;
    private bool _loaded;
    private SiteSymbols? _symbols;

    /// <summary>The symbols that views of the site share at present; made anew when they have grown beyond a limit.</summary>
    internal SiteSymbols Symbols(long mostBytes)
    {
        lock (_lock)
        {
            if (_symbols is null || _symbols.SizeBytes > mostBytes) _symbols = new SiteSymbols();
            return _symbols;
        }
    }

    /// <summary>The slot of a bucket, made when there is none.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    internal BucketSlot SlotOf(BucketKey key, ILocalBucketStore store)
    {
        lock (_lock)
        {
            EnsureLoaded(store);
            int at = Find(key);
            if (at < _count && _slots[at].Key == key) return _slots[at];
            if (_count == _slots.Length) Array.Resize(ref _slots, Math.Max(2, _count * 2));
            Array.Copy(_slots, at, _slots, at + 1, _count - at);
            _count++;
            return _slots[at] = new BucketSlot(key, storedVersion: 0);
        }
    }

    /// <summary>The slots whose hour starts in a range.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    internal BucketSlot[] Range(long fromHour, long toHour, ILocalBucketStore store)
    {
        lock (_lock)
        {
            EnsureLoaded(store);
            (int from, int to) = Bounds(fromHour, toHour);
            return _slots[from..to];
        }
    }

    /// <summary>The hour of the first bucket, or null.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    internal long? FirstHour(ILocalBucketStore store)
    {
        lock (_lock)
        {
            EnsureLoaded(store);
            return _count == 0 ? null : _slots[0].Key.Hour;
        }
    }

    /// <summary>A number that changes with every change of a bucket in a range.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    internal ulong VersionOf(long fromHour, long toHour, ILocalBucketStore store)
    {
        lock (_lock)
        {
            EnsureLoaded(store);
            (int from, int to) = Bounds(fromHour, toHour);
            ulong version = Hash64.Mix((ulong)(to - from));
            for (int i = from; i < to; i++) version = Hash64.Mix(version ^ _slots[i].ContentVersion ^ ((ulong)_slots[i].Key.Hour << 20));
            return version;
        }
    }

    /// <summary>Forgets all buckets: the site was deleted.</summary>
    internal void Clear()
    {
        lock (_lock)
        {
            _slots = [];
            _count = 0;
            _loaded = true;
        }
    }

    private void EnsureLoaded(ILocalBucketStore store)
    {
        if (_loaded) return;
        IReadOnlyList<BucketInfo> stored = store.List(site, long.MinValue, long.MaxValue);
        _slots = new BucketSlot[stored.Count];
        for (int i = 0; i < stored.Count; i++) _slots[i] = new BucketSlot(stored[i].Key, stored[i].Version);
        _count = stored.Count;
        _loaded = true;
    }

    private (int From, int To) Bounds(long fromHour, long toHour)
    {
        int from = Find(new BucketKey(site, fromHour, int.MinValue));
        return (from, Math.Max(from, Find(new BucketKey(site, toHour, int.MinValue))));
    }

    private int Find(BucketKey key)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_slots[middle].Key.CompareTo(key) < 0) low = middle + 1; else high = middle;
        }

        return low;
    }
}
