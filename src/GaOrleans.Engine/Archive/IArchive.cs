using GaOrleans.Engine.Log;

namespace GaOrleans.Engine.Archive;

/// <summary>
/// Keeps raw hits for replay, as immutable files. A range of log offsets is either wholly archived, and in the manifest, or not at all.
/// Every implementation passes the contract suite of the tests.
/// </summary>
public interface IArchive
{
    /// <summary>The offset before which everything of the partition is archived.</summary>
    ValueTask<long> ArchivedToAsync(int partition, CancellationToken ct);

    /// <summary>
    /// Archives a batch of frames that follow the archived range without gap, and completes when files and manifest are safely stored.
    /// </summary>
    /// <param name="frames">The frames in log order.</param>
    /// <param name="ct">Gives up; what was begun is cleaned up by the next batch.</param>
    /// <returns>The offset before which everything is now archived.</returns>
    ValueTask<long> AppendAsync(IAsyncEnumerable<LoggedFrame> frames, CancellationToken ct);

    /// <summary>Checks every file against the manifest, and the manifest for gaps and overlaps.</summary>
    ValueTask<ArchiveReport> VerifyAsync(CancellationToken ct);
}
