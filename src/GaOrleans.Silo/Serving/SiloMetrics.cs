using System.Globalization;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Http.Operations;

namespace GaOrleans.Silo.Serving;

/// <summary>The figures of the cluster and of this silo for <c>/metrics</c>.</summary>
internal sealed class SiloMetrics(ClusterFigures figures, GrainCounts grains, SiloReadiness readiness, OpenConnections connections, StreamSink? sink, TimeProvider time) : IMetricSource
{
    private const double MsPerSecond = 1000;

    /// <inheritdoc/>
    public void Write(MetricsWriter to)
    {
        to.Gauge("ga_ready", "1 when this silo takes hits and answers reports.", readiness.NotReadyBecause is null ? 1 : 0);
        to.Gauge("ga_silos", "Silos that are members of the cluster.", figures.Silos);
        to.Gauge("ga_open_connections", "Connections of clients to this silo.", connections.Count);
        WritePartitions(to);
        to.Start("ga_grains", "Activations in this silo, by class.", "gauge");
        foreach ((string type, long count) in grains.Now()) to.Sample("ga_grains", "class", type, count);
        if (sink is null) return;
        to.Gauge("ga_frames_in_flight", "Requests between acceptance and answer in this silo.", sink.FramesInFlight);
        to.Counter("ga_batches_total", "Events published to streams by this silo.", sink.Batches);
        to.Counter("ga_batches_failed_total", "Events that could not be published, or of which it is not known.", sink.FailedBatches);
        to.Counter("ga_answered_before_applied_total", "Requests that were answered before their hits were applied.", sink.AnsweredBeforeApplied);
    }

    private void WritePartitions(MetricsWriter to)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Each(to, "ga_partition_up", "1 when the partition takes hits.", "gauge", status => status is { Problem: null } ? 1 : 0);
        Known(to, "ga_partition_next_offset", "The offset that the next hit will take.", "counter", status => status.NextOffset);
        Known(to, "ga_partition_lag", "Hits that are stored and not yet delivered to their buckets.", "gauge", status => Math.Max(0, status.NextOffset - status.DeliveredTo));
        Known(to, "ga_partition_freshness_seconds", "Age of the instant before which every acknowledged hit was delivered.", "gauge", status => Math.Max(0, now - status.FreshToMs) / MsPerSecond);
        Known(to, "ga_partition_unsaved", "Hits behind the offset before which all are in saved buckets.", "gauge", status => Math.Max(0, status.NextOffset - status.SavedTo));
        Known(to, "ga_partition_unsaved_streams", "Buckets with hits that are not saved.", "gauge", status => status.UnsavedStreams);
        Known(to, "ga_partition_unsaved_bytes", "Memory of hits that are not saved.", "gauge", status => status.UnsavedBytes);
        Known(to, "ga_partition_unarchived", "Hits that are not archived.", "gauge", status => Math.Max(0, status.NextOffset - status.ArchivedTo));
    }

    private void Known(MetricsWriter to, string name, string help, string type, Func<PartitionStatus, double> value) =>
        Each(to, name, help, type, status => status is null ? null : value(status));

    private void Each(MetricsWriter to, string name, string help, string type, Func<PartitionStatus?, double?> value)
    {
        to.Start(name, help, type);
        for (int i = 0; i < figures.Partitions.Count; i++)
        {
            if (value(figures.Partitions[i]) is { } number) to.Sample(name, "partition", i.ToString(CultureInfo.InvariantCulture), number);
        }
    }
}
