using System.Collections.Concurrent;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>The caches of a silo's agents. An agent makes its cache first and its receiver then, which needs the cache to tell what is delivered.</summary>
internal sealed class LogCaches : IQueueAdapterCache
{
    private readonly ConcurrentDictionary<QueueId, LogQueueCache> _caches = new();

    /// <inheritdoc/>
    public IQueueCache CreateQueueCache(QueueId queueId) => _caches[queueId] = new LogQueueCache(checked((int)queueId.GetNumericId()));

    /// <summary>The cache made last for a queue.</summary>
    internal LogQueueCache Of(QueueId queueId) => _caches[queueId];
}
