namespace GaOrleans.Engine.Collecting;

/// <summary>Where the collector hands in hits: behind it they are logged, bucketed and archived.</summary>
public interface IHitSink
{
    /// <summary>
    /// Takes a frame (<see cref="Core.Hits.HitFrame"/>). Completes when its hits are stored safely and their buckets have applied them,
    /// so that a report asked afterwards counts them. The frame's memory may be reused afterwards. Never throws for load or for faults of storage.
    /// </summary>
    /// <param name="frame">A well-formed frame.</param>
    /// <param name="hits">Number of hits in it.</param>
    /// <param name="ct">Gives up waiting; the hits may be counted all the same.</param>
    ValueTask<SinkAnswer> AcceptAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct);
}
