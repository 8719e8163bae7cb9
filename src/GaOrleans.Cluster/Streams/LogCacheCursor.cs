using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// A consumer's place in a stream of the cache. A batch counts as delivered when the agent asks for the one behind it.
/// <para>When a consumer turns a batch down because it expects to go on behind a token, the agent makes a cursor at that token and moves it once, to skip
/// the batch of the token, which the consumer has. Where the cache no longer holds that batch, the cursor stands on the one behind it already; so a
/// move that follows one whose batch nobody has looked at stays where it is, unless that is the batch of the token.</para>
/// </summary>
internal sealed class LogCacheCursor : IQueueCacheCursor
{
    private readonly CachedStream _stream;
    private readonly long _from;
    private bool _looked;
    private CachedBatch? _current;

    internal LogCacheCursor(CachedStream stream, long from)
    {
        _stream = stream;
        _from = from;
        Number = stream.NumberOf(from);
        stream.Add(this);
    }

    /// <summary>Number of the batch that it is on, or that comes next.</summary>
    internal long Number { get; private set; }

    /// <summary>Whether it is on a batch.</summary>
    internal bool IsOn => _current is not null;

    /// <inheritdoc/>
    public IBatchContainer GetCurrent(out Exception exception)
    {
        exception = null!;
        _looked = true;
        return _current?.Container!;
    }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (_current is { } current)
        {
            if (!_looked && current.Last > _from) return true;
            Number++;
            _current = null;
            _stream.Trim();
        }

        if (Number >= _stream.End) return false;
        _current = _stream[Number];
        _looked = false;
        return true;
    }

    /// <inheritdoc/>
    public void Refresh(StreamSequenceToken token)
    {
        // New batches stand behind those there are, where the cursor comes to them.
    }

    /// <inheritdoc/>
    public void RecordDeliveryFailure()
    {
        // The failure handler tells of it.
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Remove(this);
}
