using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Reports;

/// <summary>Takes <see cref="DamagedBucketException"/> from silo to silo, so that a report hears from a grain which bucket is damaged.</summary>
[RegisterConverter]
public sealed class DamagedBucketConverter : IConverter<DamagedBucketException, DamagedBucketSurrogate>
{
    /// <inheritdoc/>
    public DamagedBucketException ConvertFromSurrogate(in DamagedBucketSurrogate surrogate) =>
        new(new BucketKey(surrogate.Site, surrogate.Hour, surrogate.Shard), surrogate.What);

    /// <inheritdoc/>
    public DamagedBucketSurrogate ConvertToSurrogate(in DamagedBucketException value) =>
        new() { Site = value.Key.Site, Hour = value.Key.Hour, Shard = value.Key.Shard, What = value.What };
}
