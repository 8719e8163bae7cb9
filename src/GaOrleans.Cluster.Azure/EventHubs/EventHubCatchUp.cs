using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>Catches up from the tails of the partitions, never by winding the stream back: docs/decisions/0017 says what would be lost by that.</summary>
internal sealed class EventHubCatchUp(IGrainFactory grains, TimeProvider time) : IStreamCatchUp
{
    private readonly LogCatchUp _tails = new(grains, time);

    /// <inheritdoc/>
    public ValueTask<MissedHits> ReadAsync(int partition, string streamKey, long after) => _tails.ReadAsync(partition, streamKey, after);

    /// <inheritdoc/>
    public StreamSequenceToken? ResumeFrom(int partition, long watermark) => null;
}
