using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Reports;

/// <summary>Makes the views of buckets and keeps them, by bucket and version. Reports that want the same at once share it. Safe for concurrent use.</summary>
internal sealed class BucketViews
{
    private readonly IBucketSources _sources;
    private readonly Patience _patience;
    private readonly BucketLimits _limits;
    private readonly ViewCache _cache;
    private readonly SharedReads<(BucketKey Key, long Version, SiteSymbols Symbols), BucketView?> _stored;
    private readonly SharedReads<(BucketKey Key, SiteSymbols Symbols), (BucketView? View, long Version)> _asked;

    /// <summary>Keeps nothing yet.</summary>
    internal BucketViews(IBucketSources sources, Patience patience, long mostBytes, BucketLimits limits)
    {
        _sources = sources;
        _patience = patience;
        _limits = limits;
        _cache = new ViewCache(mostBytes);
        _stored = new(of => StoredAsync(of.Key, of.Version, of.Symbols), changes: false);
        _asked = new(of => AskAsync(of.Key, of.Symbols), changes: true);
    }

    /// <summary>Memory of the views kept, in bytes.</summary>
    internal long CachedBytes => _cache.Bytes;

    /// <summary>The view of a sealed bucket if it is kept; null otherwise, and for open buckets.</summary>
    internal BucketView? FindSealed(int site, in IndexedBucket bucket, SiteSymbols symbols) =>
        bucket.SealedVersion == 0 ? null : _cache.Find(new BucketKey(site, bucket.Hour, bucket.Shard), (ulong)bucket.SealedVersion, symbols);

    /// <summary>The view of a bucket; null when it is empty or has gone.</summary>
    /// <exception cref="IOException">It cannot be read, or is damaged.</exception>
    internal async ValueTask<BucketView?> ReadAsync(int site, IndexedBucket bucket, SiteSymbols symbols, CancellationToken ct)
    {
        var key = new BucketKey(site, bucket.Hour, bucket.Shard);
        if (bucket.SealedVersion != 0 && await _stored.ReadAsync((key, bucket.SealedVersion, symbols), ct) is { } stored) return stored;
        return (await _asked.ReadAsync((key, symbols), ct)).View;
    }

    /// <summary>The version of an open bucket.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal async ValueTask<long> VersionAsync(BucketKey key, SiteSymbols symbols, CancellationToken ct) => (await _asked.ReadAsync((key, symbols), ct)).Version;

    // Whatever does not fit is left to the bucket itself: it was opened again since the index was read, or it is damaged and says so.
    private async Task<BucketView?> StoredAsync(BucketKey key, long version, SiteSymbols symbols)
    {
        StoredBucketState? state = await _patience.ReadAsync(_sources.LoadAsync, key, CancellationToken.None);
        if (state is null || state.Version != version) return null;
        byte[]? bytes = state.Blob is null ? state.Inline : await _patience.ReadAsync(name => _sources.LoadBlobAsync(name, CancellationToken.None), state.Blob, CancellationToken.None);
        if (bytes is null || !BucketCodec.TryOpenView(bytes, key, symbols, _limits, out BucketView? view)) return null;
        _cache.Put(key, (ulong)version, view!);
        return view;
    }

    private async Task<(BucketView? View, long Version)> AskAsync(BucketKey key, SiteSymbols symbols)
    {
        BucketView? known = _cache.FindAny(key, symbols, out ulong knownVersion);
        BucketReading reading = await _patience.ReadAsync(of => _sources.AskAsync(of, (long)knownVersion), key, CancellationToken.None);
        if (reading.Bytes is null) return (reading.Version == (long)knownVersion ? known : null, reading.Version);
        if (!BucketCodec.TryOpenView(reading.Bytes, key, symbols, _limits, out BucketView? view)) throw new DamagedBucketException(key, "what its grain answers is damaged or of an unknown version");
        _cache.Put(key, (ulong)reading.Version, view!);
        return (view, reading.Version);
    }
}
