namespace GaOrleans.Cluster.Streams;

/// <summary>A batch that waits in the cache of an agent for its delivery.</summary>
internal sealed class CachedBatch(LogBatchContainer container, long first, long last, int sizeBytes)
{
    /// <summary>What is delivered.</summary>
    internal LogBatchContainer Container { get; set; } = container;

    /// <summary>Offset of the first hit; -1 for what is not stored in the log.</summary>
    internal long First => first;

    /// <summary>Offset of the last hit, or what orders batches that have none.</summary>
    internal long Last { get; set; } = last;

    /// <summary>Memory, about.</summary>
    internal int SizeBytes => sizeBytes;

    /// <summary>Whether it stands for hits that are not in the cache, which the bucket is to fetch by itself.</summary>
    internal bool IsHole { get; init; }

    /// <summary>Whether every consumer has passed it.</summary>
    internal bool IsDone { get; set; }
}
