using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Simulation.Disk;

/// <summary>
/// A transactional store on the simulated disk: a transaction is on it whole or not at all. It may fail before it is, or after; then the caller is told
/// of a fault although everything was stored.
/// </summary>
internal sealed class SimulatedBucketStore(Trouble trouble) : ILocalBucketStore
{
    private readonly SortedDictionary<BucketKey, (StoredBucket Bucket, long Version)> _buckets = [];
    private readonly Dictionary<int, long> _positions = [];
    private readonly Dictionary<int, long> _highest = [];
    private readonly HashSet<int> _deleted = [];
    private long _version;

    public long Save(Checkpoint checkpoint)
    {
        List<StoredBucket> buckets = [.. checkpoint.Buckets];
        trouble.Step();
        if (trouble.Fails()) throw trouble.Fault("save a checkpoint to", "the store");
        _version++;
        foreach (StoredBucket bucket in buckets)
        {
            _buckets[bucket.Key] = (bucket with { Bytes = bucket.Bytes.ToArray() }, _version);
            foreach (LogPosition mark in bucket.Watermarks) _highest[mark.Partition] = Math.Max(mark.Offset, _highest.GetValueOrDefault(mark.Partition, -1));
        }

        foreach (LogPosition position in checkpoint.Positions) _positions[position.Partition] = position.Offset;
        trouble.Step();
        return trouble.Fails() ? throw trouble.Fault("save a checkpoint to", "the store") : _version;
    }

    public StoredBucket? Load(BucketKey key)
    {
        trouble.Step();
        if (trouble.Fails()) throw trouble.Fault("read a bucket of", "the store");
        return _buckets.TryGetValue(key, out (StoredBucket Bucket, long Version) found) ? found.Bucket : null;
    }

    public IReadOnlyList<BucketInfo> List(int site, long fromHour, long toHour)
    {
        if (trouble.Fails()) throw trouble.Fault("list buckets of", "the store");
        return [.. _buckets.Values.Where(found => found.Bucket.Key.Site == site && found.Bucket.Key.Hour >= fromHour && found.Bucket.Key.Hour < toHour)
            .Select(found => new BucketInfo(found.Bucket.Key, found.Bucket.Rows, found.Bucket.Bytes.Length, found.Bucket.Sealed, found.Version))];
    }

    public IReadOnlyList<LogPosition> RecoveryPositions() => [.. _positions.Select(pair => new LogPosition(pair.Key, pair.Value))];

    public long HighestWatermark(int partition) => _highest.GetValueOrDefault(partition, -1);

    public IReadOnlyList<BucketKey> Unsealed(long beforeHour) =>
        [.. _buckets.Values.Where(found => !found.Bucket.Sealed && found.Bucket.Key.Hour < beforeHour).Select(found => found.Bucket.Key)];

    public void Quarantine(BucketKey key, string reason) => _buckets.Remove(key);

    public IReadOnlyList<BucketKey> Quarantined() => [];

    public IReadOnlyList<BucketKey> Since(long hour) => [.. _buckets.Keys.Where(key => key.Hour >= hour)];

    public IReadOnlyList<int> DeletedSites() => [.. _deleted];

    public void DeleteSite(int site)
    {
        _deleted.Add(site);
        foreach (BucketKey key in _buckets.Keys.Where(key => key.Site == site).ToArray()) _buckets.Remove(key);
    }

    /// <summary>A bit of a stored bucket changes.</summary>
    public void Flip()
    {
        if (_buckets.Count == 0) return;
        (StoredBucket bucket, _) = _buckets.Values.ElementAt(trouble.Random.Next(_buckets.Count));
        byte[] bytes = bucket.Bytes.ToArray();
        bytes[trouble.Random.Next(bytes.Length)] ^= (byte)(1 << trouble.Random.Next(8));
        _buckets[bucket.Key] = (bucket with { Bytes = bytes }, _buckets[bucket.Key].Version);
    }

    public ValueTask SaveAsync(Checkpoint checkpoint, CancellationToken ct)
    {
        Save(checkpoint);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredBucket?> LoadAsync(BucketKey key, CancellationToken ct) => new(Load(key));

    public ValueTask<IReadOnlyList<BucketInfo>> ListAsync(int site, long fromHour, long toHour, CancellationToken ct) => new(List(site, fromHour, toHour));

    public ValueTask<IReadOnlyList<LogPosition>> RecoveryPositionsAsync(CancellationToken ct) => new(RecoveryPositions());

    public ValueTask DeleteSiteAsync(int site, CancellationToken ct)
    {
        DeleteSite(site);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
