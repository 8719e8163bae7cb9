using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Reports;

/// <summary>Where reports get what they need of a cluster: indexes and open buckets from grains, sealed buckets from storage.</summary>
internal interface IBucketSources
{
    /// <summary>The months that have buckets; see <see cref="ISiteGrain.MonthsAsync"/>.</summary>
    ValueTask<int[]> MonthsAsync(int site);

    /// <summary>The buckets of a month; see <see cref="ISiteIndexGrain.ListAsync"/>.</summary>
    ValueTask<IndexedBucket[]> ListAsync(int site, int month, long fromHour, long toHour);

    /// <summary>A bucket as it is now; see <see cref="IBucketGrain.ReadAsync"/>.</summary>
    ValueTask<BucketReading> AskAsync(BucketKey bucket, long knownVersion);

    /// <summary>A bucket's checkpoint as stored, without waking its grain; null when there is none.</summary>
    ValueTask<StoredBucketState?> LoadAsync(BucketKey bucket);

    /// <summary>A blob, or null when there is none.</summary>
    ValueTask<byte[]?> LoadBlobAsync(string name, CancellationToken ct);
}
