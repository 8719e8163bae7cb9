using GaOrleans.Embedded;
using GaOrleans.Engine;
using GaOrleans.Http.Operations;

namespace GaOrleans.Server;

/// <summary>The engine's figures.</summary>
internal sealed class EngineMetrics(EmbeddedEngine engine, TimeProvider time) : IMetricSource
{
    private const double MsPerSecond = 1000;

    /// <inheritdoc/>
    public void Write(MetricsWriter to)
    {
        EngineStatus status = engine.Status;
        to.Gauge("ga_ready", "1 when hits are taken.", status.IsReady ? 1 : 0);
        to.Counter("ga_log_next_offset", "The offset that the next hit will take.", status.NextOffset);
        to.Gauge("ga_checkpoint_offset", "The offset before which every hit is in a stored bucket; -1 when nothing was saved since the start.", status.SavedTo);
        to.Gauge("ga_checkpoint_age_seconds", "Time since the last checkpoint.", status.CheckpointAge.TotalSeconds);
        to.Histogram("ga_fdatasync_seconds", "Time that a flush of the log takes; one flush serves all requests that wait.", LatencyHistogram.Bounds, status.FlushTimes.Counts, status.FlushTimes.SumSeconds);
        to.Gauge("ga_frames_in_flight", "Requests between acceptance and answer.", status.FramesInFlight);
        to.Counter("ga_log_bytes_total", "Bytes of frames taken since the start.", status.AcceptedBytes);
        to.Gauge("ga_unsaved_bytes", "Bytes of frames taken since the last checkpoint.", status.UnsavedBytes);
        to.Gauge("ga_live_buckets", "Buckets in memory.", status.LiveBuckets);
        to.Gauge("ga_live_bucket_bytes", "Memory of these, as of the last checkpoint.", status.LiveBytes);
        to.Gauge("ga_cached_view_bytes", "Memory of views kept for reports.", status.CachedViewBytes);
        to.Gauge("ga_damaged_buckets", "Buckets that cannot be read.", status.DamagedBuckets);
        to.Gauge("ga_damaged_log_parts", "Parts of the log that cannot be read.", status.DamagedLogParts);
        double behind = (time.GetUtcNow().ToUnixTimeMilliseconds() - engine.Reader.FreshToMs) / MsPerSecond;
        to.Gauge("ga_freshness_seconds", "Age of the instant before which every acknowledged hit is in reports.", Math.Max(0, behind));
    }
}
