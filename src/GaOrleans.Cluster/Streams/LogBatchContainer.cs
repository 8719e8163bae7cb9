using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>What is delivered to a stream at once: one event.</summary>
[GenerateSerializer, Immutable, Alias("GaOrleans.LogBatch")]
internal sealed class LogBatchContainer : IBatchContainer
{
    [Id(0)]
    private readonly StreamId _stream;

    [Id(1)]
    private readonly LogToken _token;

    [Id(2), Immutable]
    private readonly object _event;

    /// <summary>Makes a batch.</summary>
    internal LogBatchContainer(StreamId stream, LogToken token, object @event)
    {
        _stream = stream;
        _token = token;
        _event = @event;
    }

    /// <inheritdoc/>
    public StreamId StreamId => _stream;

    /// <inheritdoc/>
    public StreamSequenceToken SequenceToken => _token;

    /// <inheritdoc/>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => [Tuple.Create((T)_event, (StreamSequenceToken)_token)];

    /// <inheritdoc/>
    public bool ImportRequestContext() => false;
}
