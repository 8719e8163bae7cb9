using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Where one bucket's checkpoint is stored, under the ETag of whoever wrote last.</summary>
internal interface IBucketStates
{
    /// <summary>Stores a checkpoint. After a fault it is not known whether it was stored; writing again then finds out.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else has written since this one read or wrote last.</exception>
    ValueTask WriteAsync(StoredBucketState state);

    /// <summary>Reads what is stored now.</summary>
    ValueTask<StoredBucketState> ReadAsync();

    /// <summary>Removes what is stored.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">As above.</exception>
    ValueTask ClearAsync();
}
