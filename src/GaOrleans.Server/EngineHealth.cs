using GaOrleans.Embedded;
using GaOrleans.Engine.Operations;
using GaOrleans.Hosting;

namespace GaOrleans.Server;

/// <summary>What the engine tells of the health of the process.</summary>
internal sealed class EngineHealth(EmbeddedEngine engine, string dataFolder, TimeProvider time) : IHealthSource
{
    private const double MsPerSecond = 1000;

    private readonly LatencyWindow _flushes = new(time);

    /// <inheritdoc/>
    public ProcessHealth Tell(ProcessHealth health)
    {
        EngineStatus status = engine.Status;
        return DiskRoom.Tell(dataFolder, health) with
        {
            NotReadyBecause = health.NotReadyBecause ?? status.Problem,
            FramesInFlight = status.FramesInFlight,
            // Before the first checkpoint since the start it is not known what is saved.
            LogLag = status.SavedTo < 0 ? null : Math.Max(0, status.NextOffset - status.SavedTo),
            FreshnessSeconds = Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - engine.Reader.FreshToMs) / MsPerSecond,
            CheckpointAgeSeconds = status.CheckpointAge.TotalSeconds,
            Flushes = _flushes.Read(status.FlushTimes),
            LiveBuckets = status.LiveBuckets,
            LiveBytes = status.LiveBytes,
            DamagedBuckets = status.DamagedBuckets,
            DamagedLogParts = status.DamagedLogParts,
            CachedBytes = (health.CachedBytes ?? 0) + status.CachedViewBytes,
        };
    }
}
