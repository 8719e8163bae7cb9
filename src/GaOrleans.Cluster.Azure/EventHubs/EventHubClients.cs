using System.Globalization;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;
using Azure.Messaging.EventHubs.Producer;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>The clients of one event hub in this process. Partition n of the log is the hub's partition of the id n.</summary>
/// <param name="connect">Makes a connection.</param>
internal sealed class EventHubClients(Func<EventHubConnection> connect) : IAsyncDisposable
{
    private readonly Lazy<EventHubProducerClient> _producer = new(() => new EventHubProducerClient(connect()));

    /// <summary>The id of a partition.</summary>
    public static string IdOf(int partition) => partition.ToString(CultureInfo.InvariantCulture);

    /// <summary>Sends an event to a partition, and completes when it is stored.</summary>
    public Task SendAsync(EventData sent, int partition) => _producer.Value.SendAsync([sent], new SendEventOptions { PartitionId = IdOf(partition) });

    /// <summary>Sequence number of the newest event of a partition; -1 when there was none.</summary>
    public async Task<long> LastSequenceAsync(int partition, CancellationToken ct) =>
        (await _producer.Value.GetPartitionPropertiesAsync(IdOf(partition), ct)).LastEnqueuedSequenceNumber;

    /// <summary>Number of partitions of the hub.</summary>
    public async Task<int> PartitionsAsync(CancellationToken ct) => (await _producer.Value.GetPartitionIdsAsync(ct)).Length;

    /// <summary>Reads a partition from an event on, or from the oldest kept.</summary>
    public PartitionReceiver Read(string group, int partition, long sequence) =>
        new(group, IdOf(partition), sequence <= 0 ? EventPosition.Earliest : EventPosition.FromSequenceNumber(sequence, isInclusive: true), connect(), new PartitionReceiverOptions());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_producer.IsValueCreated) await _producer.Value.DisposeAsync();
    }
}
