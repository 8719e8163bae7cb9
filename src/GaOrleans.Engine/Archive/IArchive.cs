using GaOrleans.Engine.Log;

namespace GaOrleans.Engine.Archive;

/// <summary>
/// Keeps raw hits for replay, as immutable files. A range of log offsets is either wholly archived, and in the manifest, or not at all.
/// One caller appends at a time; reading and verifying may go on meanwhile. Every implementation passes the contract suite of the tests.
/// </summary>
public interface IArchive
{
    /// <summary>The offset before which everything of the partition is archived.</summary>
    /// <exception cref="IOException">The manifest cannot be read or is damaged.</exception>
    ValueTask<long> ArchivedToAsync(int partition, CancellationToken ct);

    /// <summary>
    /// Archives a batch of frames of one partition that follow the archived range without gap, and completes when files and manifest are safely stored.
    /// The caller bounds the batch, by 100 MB or so. After a fault nothing of the batch counts as archived, and the same frames, or fewer or more of
    /// them from the same offset, are handed over again.
    /// </summary>
    /// <param name="frames">The frames in log order; no frames change nothing.</param>
    /// <param name="ct">Gives up; what was begun is cleaned up by the next batch.</param>
    /// <returns>The offset before which everything is now archived; of partition 0 when there were no frames.</returns>
    /// <exception cref="IOException">The batch could not be stored, or does not follow what is archived.</exception>
    ValueTask<long> AppendAsync(IAsyncEnumerable<LoggedFrame> frames, CancellationToken ct);

    /// <summary>
    /// Records that the log has lost the hits of a range for good, so that archiving can go on behind it. The range starts where the archive ends.
    /// </summary>
    /// <param name="range">What is lost.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">It could not be stored, or does not follow what is archived.</exception>
    ValueTask RecordLossAsync(LogRange range, string reason, CancellationToken ct);

    /// <summary>Reads the archived hits of a site in log order.</summary>
    /// <param name="site">The site's number; 0 for hits of no known site.</param>
    /// <param name="range">Which offsets.</param>
    /// <param name="ct">Stops reading.</param>
    /// <exception cref="IOException">A file is missing or damaged; nothing of the damaged part is returned.</exception>
    IAsyncEnumerable<ArchivedHit> ReadAsync(int site, LogRange range, CancellationToken ct);

    /// <summary>Checks every file against the manifest, and the manifest for gaps and overlaps. Damage is reported, not thrown.</summary>
    ValueTask<ArchiveReport> VerifyAsync(CancellationToken ct);
}
