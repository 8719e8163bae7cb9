using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Engine;
using GaOrleans.Engine.Operations;
using GaOrleans.Hosting;

namespace GaOrleans.Silo.Serving;

/// <summary>What a silo tells of its health. The log is the cluster's, so lag and freshness are those of all partitions, the same in each silo.</summary>
/// <param name="figures">The cluster as a whole.</param>
/// <param name="grains">What this silo has in memory.</param>
/// <param name="sink">Takes its hits; null where it takes none.</param>
/// <param name="flushTimes">Flushes of the partitions that it has; null where the log is elsewhere.</param>
/// <param name="dataFolder">Where the disk is looked at.</param>
/// <param name="time">The clock.</param>
internal sealed class SiloHealth(ClusterFigures figures, GrainCounts grains, StreamSink? sink, LatencyHistogram? flushTimes, string dataFolder, TimeProvider time) : IHealthSource
{
    private const double MsPerSecond = 1000;
    private const string BucketClass = "BucketGrain";

    private readonly LatencyWindow _flushes = new(time);

    /// <inheritdoc/>
    public ProcessHealth Tell(ProcessHealth health)
    {
        PartitionStatus[] known = [.. figures.Partitions.OfType<PartitionStatus>()];
        bool asked = figures.IsKnown && known.Length > 0;
        return DiskRoom.Tell(dataFolder, health) with
        {
            FramesInFlight = sink?.FramesInFlight,
            Flushes = flushTimes is null ? null : _flushes.Read(flushTimes),
            LogLag = asked ? known.Sum(status => Math.Max(0, status.NextOffset - status.SavedTo)) : null,
            FreshnessSeconds = asked ? Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - known.Min(status => status.FreshToMs)) / MsPerSecond : null,
            LiveBuckets = grains.Now().Where(count => count.Key.Contains(BucketClass, StringComparison.Ordinal)).Sum(count => count.Value),
            DamagedLogParts = figures.IsKnown ? figures.Partitions.Count(status => status is not { Problem: null }) : null,
            NotReadyBecause = health.NotReadyBecause ?? known.FirstOrDefault(status => status.Problem is not null)?.Problem,
        };
    }
}
