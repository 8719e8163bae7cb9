using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Sites;
using Orleans.Storage;

namespace GaOrleans.Cluster.Reports;

/// <summary>The grains and storage of the cluster.</summary>
internal sealed class BucketSources(IGrainFactory grains, IGrainStorage storage, IBlobStore blobs) : IBucketSources
{
    /// <inheritdoc/>
    public ValueTask<int[]> MonthsAsync(int site) => grains.GetGrain<ISiteGrain>(site).MonthsAsync();

    /// <inheritdoc/>
    public ValueTask<IndexedBucket[]> ListAsync(int site, int month, long fromHour, long toHour) =>
        grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(site, month)).ListAsync(fromHour, toHour);

    /// <inheritdoc/>
    public ValueTask<BucketReading> AskAsync(BucketKey bucket, long knownVersion) => GrainOf(bucket).ReadAsync(knownVersion);

    /// <inheritdoc/>
    public async ValueTask<StoredBucketState?> LoadAsync(BucketKey bucket)
    {
        var state = new GrainState<StoredBucketState>(new StoredBucketState());
        await storage.ReadStateAsync(StoredBucketState.Name, GrainOf(bucket).GetGrainId(), state);
        return state.RecordExists ? state.State : null;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadBlobAsync(string name, CancellationToken ct) => blobs.GetAsync(name, ct);

    private IBucketGrain GrainOf(BucketKey bucket) => grains.GetGrain<IBucketGrain>(BucketNames.Of(bucket));
}
