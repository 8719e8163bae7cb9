using GaOrleans.Cluster.Streams;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>The hits of one event on their way to their bucket: one <see cref="HitBundle"/>, or nothing when none of them counts.</summary>
[GenerateSerializer, Immutable, Alias("GaOrleans.HitEventContainer")]
internal sealed class HitEventContainer(StreamId streamId, EventHubSequenceTokenV2 place, int partition, long last, byte[] bundle) : IBatchContainer
{
    [Id(1)]
    private readonly EventHubSequenceTokenV2 _place = place;

    [Id(2)]
    private readonly int _partition = partition;

    [Id(3)]
    private readonly long _last = last;

    [Id(4)]
    private readonly byte[] _bundle = bundle;

    /// <inheritdoc/>
    [Id(0)]
    public StreamId StreamId { get; } = streamId;

    /// <summary>Its place in the cache. A token of Event Hubs, because the cache's measure of pressure casts to it.</summary>
    public StreamSequenceToken SequenceToken => _place;

    /// <inheritdoc/>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        _last < 0 ? [] : [Tuple.Create((T)(object)_bundle, (StreamSequenceToken)new LogToken(_partition, _last))];

    /// <inheritdoc/>
    public bool ImportRequestContext() => false;
}
