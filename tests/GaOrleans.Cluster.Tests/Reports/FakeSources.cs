using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Reports;
using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Cluster.Tests.Reports;

/// <summary>Buckets as a cluster would have them: open ones in memory, sealed ones inline or in blobs. Counts what is asked for and can fail.</summary>
internal sealed class FakeSources : IBucketSources
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<BucketKey, FakeBucket> _buckets = [];
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private int _faults;
    private long _offset;

    public int Asked { get; private set; }

    public int Sent { get; private set; }

    public int Loaded { get; private set; }

    /// <summary>Lets the next calls fail.</summary>
    public void Fail(int calls) => _faults = calls;

    public void Add(params Hit[] hits)
    {
        lock (_lock)
        {
            foreach (Hit hit in hits)
            {
                var key = new BucketKey(hit.Site, hit.Hour, hit.Shard);
                if (!_buckets.TryGetValue(key, out FakeBucket? bucket)) _buckets.Add(key, bucket = new FakeBucket(new Bucket(key, BucketLimits.Default)));
                bucket.Rows.Apply(HitBytes.Fields(hit), new LogPosition(0, _offset++));
                (bucket.Version, bucket.SealedVersion) = ((1L << 62) + _offset, 0);
            }
        }
    }

    /// <summary>Seals a bucket.</summary>
    /// <param name="key">Which.</param>
    /// <param name="inBlob">Whether its rows become a blob.</param>
    /// <param name="indexed">The version that the index has; null for the right one.</param>
    public void Seal(BucketKey key, bool inBlob = false, long? indexed = null)
    {
        lock (_lock)
        {
            FakeBucket bucket = _buckets[key];
            byte[] bytes = BucketCodec.WriteSealed(bucket.Rows);
            bucket.Version = (bucket.State?.Version ?? 0) + 1;
            string? name = inBlob ? $"{BucketNames.Of(key)}/{bucket.Version}" : null;
            if (name is not null) _blobs[name] = bytes;
            bucket.State = new StoredBucketState { Version = bucket.Version, Sealed = true, Inline = inBlob ? null : bytes, Blob = name };
            bucket.SealedVersion = indexed ?? bucket.Version;
        }
    }

    /// <summary>Damages what is stored of a bucket, and what its grain answers.</summary>
    public void Damage(BucketKey key)
    {
        lock (_lock)
        {
            _buckets[key].State!.Inline![20] ^= 1;
            _buckets[key].Damaged = true;
        }
    }

    public ValueTask<int[]> MonthsAsync(int site)
    {
        lock (_lock)
        {
            ThrowMaybe();
            return new([.. _buckets.Keys.Where(key => key.Site == site).Select(key => SiteMonth.Of(key.Hour)).Distinct().Order()]);
        }
    }

    public ValueTask<IndexedBucket[]> ListAsync(int site, int month, long fromHour, long toHour)
    {
        lock (_lock)
        {
            ThrowMaybe();
            return new([.. _buckets.Where(pair => pair.Key.Site == site && SiteMonth.Of(pair.Key.Hour) == month && pair.Key.Hour >= fromHour && pair.Key.Hour < toHour)
                .Select(pair => new IndexedBucket(pair.Key.Hour, pair.Key.Shard, pair.Value.SealedVersion))]);
        }
    }

    public ValueTask<BucketReading> AskAsync(BucketKey bucket, long knownVersion)
    {
        lock (_lock)
        {
            Asked++;
            ThrowMaybe();
            FakeBucket asked = _buckets[bucket];
            if (asked.Damaged) throw new GaOrleans.Engine.Storage.DamagedBucketException(bucket, "its content is damaged");
            if (asked.Version == knownVersion) return new(new BucketReading(asked.Version, null, false, 0));
            Sent++;
            return new(new BucketReading(asked.Version, BucketCodec.WriteOpen(asked.Rows), false, 0));
        }
    }

    public ValueTask<StoredBucketState?> LoadAsync(BucketKey bucket)
    {
        lock (_lock)
        {
            Loaded++;
            ThrowMaybe();
            return new(_buckets[bucket].State);
        }
    }

    public ValueTask<byte[]?> LoadBlobAsync(string name, CancellationToken ct)
    {
        lock (_lock) return new(_blobs.GetValueOrDefault(name));
    }

    /// <summary>Removes all blobs, as when a bucket was opened again and has written another.</summary>
    public void ForgetBlobs() => _blobs.Clear();

    private void ThrowMaybe()
    {
        if (_faults == 0) return;
        _faults--;
        throw new TimeoutException("the silo died");
    }

    private sealed class FakeBucket(Bucket rows)
    {
        public Bucket Rows => rows;

        public long Version { get; set; }

        public long SealedVersion { get; set; }

        public StoredBucketState? State { get; set; }

        public bool Damaged { get; set; }
    }
}
