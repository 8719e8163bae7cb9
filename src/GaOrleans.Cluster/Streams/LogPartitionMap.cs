using GaOrleans.Cluster.Log;
using Orleans.Configuration;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>Maps streams to partitions as the provider of the local log does.</summary>
internal sealed class LogPartitionMap(GaClusterOptions options) : IPartitionMap
{
    private readonly HashRingBasedStreamQueueMapper _mapper = new(new HashRingStreamQueueMapperOptions { TotalQueueCount = options.Partitions }, StreamNames.Provider);

    /// <inheritdoc/>
    public int Of(string streamKey) => checked((int)_mapper.GetQueueForStream(StreamId.Create(StreamNames.Hits, streamKey)).GetNumericId());
}
