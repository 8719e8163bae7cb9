namespace GaOrleans.Engine.Collecting;

/// <summary>Where the collector hands in hits: behind it they are logged, bucketed and archived.</summary>
public interface IHitSink
{
    /// <summary>
    /// Takes a frame (<see cref="Core.Hits.HitFrame"/>). Completes when its hits are stored safely and their buckets have applied them,
    /// so that a report asked afterwards counts them. Never throws for load or for faults of storage.
    /// </summary>
    /// <param name="frame">A well-formed frame. Its memory belongs to the sink until the call completes, in whatever way; not when the client goes away.</param>
    /// <param name="hits">Number of hits in it.</param>
    /// <param name="ct">Is looked at before the frame is queued, not later: a queued frame always gets its answer.</param>
    ValueTask<SinkAnswer> AcceptAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct);
}
