using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>A batch as the receiver hands it to the agent, on its way to the cache, which keeps the container in it.</summary>
/// <param name="container">What is delivered.</param>
/// <param name="first">Offset of the first hit; -1 for what is not stored in the log.</param>
/// <param name="last">Offset of the last hit, or what orders batches that have none.</param>
/// <param name="sizeBytes">Size of the payload.</param>
internal sealed class ReadBatch(LogBatchContainer container, long first, long last, int sizeBytes) : IBatchContainer
{
    /// <summary>What is delivered.</summary>
    internal LogBatchContainer Container => container;

    /// <summary>Offset of the first hit; -1 for what is not stored in the log.</summary>
    internal long First => first;

    /// <summary>Offset of the last hit, or what orders batches that have none.</summary>
    internal long Last => last;

    /// <summary>Size of the payload.</summary>
    internal int SizeBytes => sizeBytes;

    /// <inheritdoc/>
    public StreamId StreamId => container.StreamId;

    /// <inheritdoc/>
    public StreamSequenceToken SequenceToken => container.SequenceToken;

    /// <inheritdoc/>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => container.GetEvents<T>();

    /// <inheritdoc/>
    public bool ImportRequestContext() => container.ImportRequestContext();
}
