using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Log;

namespace GaOrleans.Cluster.Log;

/// <summary>What an open partition consists of.</summary>
internal sealed record PartitionParts
{
    /// <summary>Its number.</summary>
    internal required int Partition { get; init; }

    /// <summary>The owner's epoch.</summary>
    internal required long Epoch { get; init; }

    /// <summary>Keeps every other process, and every other owner in this one, from the folder.</summary>
    internal required IDisposable FolderLock { get; init; }

    /// <summary>The log.</summary>
    internal required SegmentedLog Log { get; init; }

    /// <summary>The archive.</summary>
    internal required FileArchive Archive { get; init; }

    /// <summary>The offset before which all hits are in saved buckets.</summary>
    internal required NumberFile Position { get; init; }

    /// <summary>An offset that the log has reached.</summary>
    internal required NumberFile KnownEnd { get; init; }

    /// <summary>Frames that cannot be read.</summary>
    internal required DeadLetters DeadLetters { get; init; }
}
