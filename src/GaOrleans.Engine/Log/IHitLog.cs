using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Log;

/// <summary>
/// The durable log that every hit passes through. A record is a frame (<see cref="HitFrame"/>); the hits of a frame take consecutive offsets.
/// Every implementation passes the contract suite of the tests.
/// </summary>
public interface IHitLog : IAsyncDisposable
{
    /// <summary>
    /// Appends a frame and completes when it is safely stored: no crash from then on loses it.
    /// </summary>
    /// <param name="frame">A well-formed frame. Its memory belongs to the log until the call completes, in whatever way.</param>
    /// <param name="hits">Number of hits in it.</param>
    /// <param name="ct">Is looked at before the frame is queued, not later: a queued frame is stored or refused.</param>
    /// <returns>The position of the frame's first hit.</returns>
    /// <exception cref="LogUnavailableException">The log cannot store it now; nothing of the frame is reported as stored.</exception>
    ValueTask<LogPosition> AppendAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct);

    /// <summary>Reads the stored frames in order, from the one that holds <paramref name="from"/> up to the end as it is at the call. Lost hits come as <see cref="LoggedFrame"/>s without bytes.</summary>
    /// <param name="from">Offset of a hit; one before the oldest kept starts at the oldest kept.</param>
    /// <param name="ct">Stops reading.</param>
    IAsyncEnumerable<LoggedFrame> ReadAsync(LogPosition from, CancellationToken ct);

    /// <summary>The offset that the next hit will take.</summary>
    /// <param name="partition">Which partition.</param>
    long NextOffset(int partition);

    /// <summary>Lets the log forget the hits before an offset, when it likes to.</summary>
    ValueTask TrimAsync(LogPosition before, CancellationToken ct);
}
