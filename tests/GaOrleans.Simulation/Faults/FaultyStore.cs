using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Simulation.Faults;

/// <summary>A bucket store with a planted fault.</summary>
internal sealed class FaultyStore(ILocalBucketStore inner, PlantedFault fault) : ILocalBucketStore
{
    private long _believed;

    public long Save(Checkpoint checkpoint)
    {
        switch (fault)
        {
            case PlantedFault.PositionBeforeRows:
                inner.Save(new Checkpoint([], checkpoint.Positions));
                return inner.Save(new Checkpoint(checkpoint.Buckets, []));
            case PlantedFault.PositionTooHigh:
                return inner.Save(checkpoint with { Positions = [.. checkpoint.Positions.Select(position => position with { Offset = position.Offset + 1 })] });
            case PlantedFault.WatermarkAheadOfRows:
                return inner.Save(checkpoint with { Buckets = [.. checkpoint.Buckets.Select(Ahead)] });
            case PlantedFault.BelievedCheckpoint:
                return SaveOrBelieve(checkpoint);
            default:
                return inner.Save(checkpoint);
        }
    }

    public StoredBucket? Load(BucketKey key)
    {
        StoredBucket? stored = inner.Load(key);
        return fault == PlantedFault.ForgottenWatermarks && stored is not null ? stored with { Watermarks = [] } : stored;
    }

    public IReadOnlyList<BucketInfo> List(int site, long fromHour, long toHour) => inner.List(site, fromHour, toHour);

    public IReadOnlyList<LogPosition> RecoveryPositions() => inner.RecoveryPositions();

    public long HighestWatermark(int partition) => fault == PlantedFault.WatermarkAheadOfRows ? -1 : inner.HighestWatermark(partition);

    public IReadOnlyList<BucketKey> Unsealed(long beforeHour) => inner.Unsealed(beforeHour);

    public void Quarantine(BucketKey key, string reason) => inner.Quarantine(key, reason);

    public IReadOnlyList<BucketKey> Quarantined() => inner.Quarantined();

    public IReadOnlyList<BucketKey> Since(long hour) => inner.Since(hour);

    public IReadOnlyList<int> DeletedSites() => inner.DeletedSites();

    public void DeleteSite(int site) => inner.DeleteSite(site);

    public ValueTask SaveAsync(Checkpoint checkpoint, CancellationToken ct) => inner.SaveAsync(checkpoint, ct);

    public ValueTask<StoredBucket?> LoadAsync(BucketKey key, CancellationToken ct) => inner.LoadAsync(key, ct);

    public ValueTask<IReadOnlyList<BucketInfo>> ListAsync(int site, long fromHour, long toHour, CancellationToken ct) => inner.ListAsync(site, fromHour, toHour, ct);

    public ValueTask<IReadOnlyList<LogPosition>> RecoveryPositionsAsync(CancellationToken ct) => inner.RecoveryPositionsAsync(ct);

    public ValueTask DeleteSiteAsync(int site, CancellationToken ct) => inner.DeleteSiteAsync(site, ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static StoredBucket Ahead(StoredBucket bucket) =>
        bucket with { Watermarks = [.. bucket.Watermarks.Select(mark => mark with { Offset = mark.Offset + 3 })] };

    private long SaveOrBelieve(Checkpoint checkpoint)
    {
        try
        {
            return _believed = inner.Save(checkpoint);
        }
        catch (IOException)
        {
            return ++_believed;
        }
    }
}
