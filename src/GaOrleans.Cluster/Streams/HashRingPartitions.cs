using GaOrleans.Cluster.Log;
using Orleans.Configuration;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>The same division of streams as over the local log: Orleans' hash ring, whose queue n is partition n.</summary>
internal sealed class HashRingPartitions(GaClusterOptions options) : IPartitionMap
{
    private readonly HashRingBasedStreamQueueMapper _ring = new(new HashRingStreamQueueMapperOptions { TotalQueueCount = options.Partitions }, StreamNames.Provider);

    /// <inheritdoc/>
    public int Of(string streamKey) => checked((int)_ring.GetQueueForStream(StreamId.Create(StreamNames.Hits, streamKey)).GetNumericId());
}
