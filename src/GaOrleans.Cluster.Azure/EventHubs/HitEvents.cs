using Azure.Messaging.EventHubs;
using GaOrleans.Cluster.Azure.Partitions;
using Orleans.Streaming.EventHubs;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// An event of the hub: its body is what was published, its properties are the namespace and the key of the stream. The key is no partition key, because
/// the partition is chosen by us: a bucket has to know its partition before anything was delivered to it.
/// </summary>
internal static class HitEvents
{
    private const string KeyProperty = "StreamKey";

    /// <summary>Marks an event with its stream.</summary>
    public static EventData Mark(EventData made, string space, string key)
    {
        made.SetStreamNamespaceProperty(space);
        made.Properties[KeyProperty] = key;
        return made;
    }

    /// <summary>Reads an event.</summary>
    public static LogEvent Of(EventData received)
    {
        string? space = received.Properties.TryGetValue("StreamNamespace", out object? named) ? named as string : null;
        string? key = received.Properties.TryGetValue(KeyProperty, out object? keyed) ? keyed as string : null;
        return new LogEvent(received.SequenceNumber, space, key, received.EventBody.ToMemory(), received.EnqueuedTime.ToUnixTimeMilliseconds());
    }
}
