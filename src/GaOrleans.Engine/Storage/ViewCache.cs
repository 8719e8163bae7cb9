using GaOrleans.Core.Buckets;
using GaOrleans.Core.Sites;

namespace GaOrleans.Engine.Storage;

/// <summary>Views of buckets that were read lately, bounded in bytes; those not asked for longest leave first. Safe for concurrent use.</summary>
public sealed class ViewCache(long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BucketKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>Bytes that the views take, without symbols.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <summary>The view of a bucket as of a version, if it is here and of the site's present symbols.</summary>
    public BucketView? Find(BucketKey key, ulong version, SiteSymbols symbols)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out LinkedListNode<Entry>? node)) return null;
            if (node.Value.Version != version || !ReferenceEquals(node.Value.View.Symbols, symbols)) return null;
            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value.View;
        }
    }

    /// <summary>The view of a bucket with the site's present symbols, whatever its version.</summary>
    public BucketView? FindAny(BucketKey key, SiteSymbols symbols, out ulong version)
    {
        lock (_lock)
        {
            bool found = _entries.TryGetValue(key, out LinkedListNode<Entry>? node) && ReferenceEquals(node.Value.View.Symbols, symbols);
            version = found ? node!.Value.Version : 0;
            return found ? node!.Value.View : null;
        }
    }

    /// <summary>Keeps a view in place of any other of the bucket.</summary>
    public void Put(BucketKey key, ulong version, BucketView view)
    {
        long size = view.SizeBytes;
        lock (_lock)
        {
            if (_entries.Remove(key, out LinkedListNode<Entry>? old)) Forget(old);
            if (size > mostBytes) return;
            _entries[key] = _byUse.AddLast(new Entry(key, version, view, size));
            _bytes += size;
            while (_bytes > mostBytes && _byUse.First is { } oldest)
            {
                _entries.Remove(oldest.Value.Key);
                Forget(oldest);
            }
        }
    }

    /// <summary>Drops the views of a site.</summary>
    public void RemoveSite(int site)
    {
        lock (_lock)
        {
            foreach ((BucketKey key, LinkedListNode<Entry> node) in _entries)
            {
                if (key.Site != site) continue;
                _entries.Remove(key);
                Forget(node);
            }
        }
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _bytes -= node.Value.Size;
    }

    private readonly record struct Entry(BucketKey Key, ulong Version, BucketView View, long Size);
}
