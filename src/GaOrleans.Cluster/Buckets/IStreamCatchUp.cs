using Orleans.Streams;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Where a bucket gets hits again that it has missed, or that it lost with its memory.</summary>
public interface IStreamCatchUp
{
    /// <summary>
    /// The hits of a stream behind an offset that no saved bucket holds, as of now: all of them, or so many of the first as one answer takes, which then
    /// says that there are more.
    /// </summary>
    /// <exception cref="IOException">They cannot be read at present.</exception>
    ValueTask<MissedHits> ReadAsync(int partition, string streamKey, long after);

    /// <summary>The token to resume a stream from, of which everything up to an offset was applied; null to go on where the provider stands.</summary>
    /// <param name="partition">The stream's partition.</param>
    /// <param name="watermark">The offset; -1 when nothing was applied.</param>
    StreamSequenceToken? ResumeFrom(int partition, long watermark);
}
