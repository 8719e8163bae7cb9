namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>An event of a partition of Event Hubs.</summary>
/// <param name="Sequence">Its sequence number: 0 and up, without gaps within a partition.</param>
/// <param name="Namespace">Namespace of its stream; null for an event that is not ours.</param>
/// <param name="Key">Key of its stream; null for an event that is not ours.</param>
/// <param name="Body">Its bytes: for hits a <see cref="Streams.FrameBatch"/>.</param>
/// <param name="StoredMs">When it was stored, milliseconds since 1970 UTC.</param>
internal readonly record struct LogEvent(long Sequence, string? Namespace, string? Key, ReadOnlyMemory<byte> Body, long StoredMs)
{
    /// <summary>Whether it holds hits of a bucket.</summary>
    public bool IsHits => string.Equals(Namespace, StreamNames.Hits, StringComparison.Ordinal) && Key is not null;

    /// <summary>Whether it belongs into the archive: hits, counted or not, and whatever nobody can read.</summary>
    public bool IsArchived => !string.Equals(Namespace, StreamNames.BucketChanges, StringComparison.Ordinal);
}
