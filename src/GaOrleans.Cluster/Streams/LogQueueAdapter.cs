using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Core.Hits;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>The persistent stream provider's way to the local log. Events of <see cref="StreamNames.Hits"/> and <see cref="StreamNames.Dropped"/> are <see cref="FrameBatch"/>es; any others are delivered without being stored.</summary>
internal sealed class LogQueueAdapter : IQueueAdapter
{
    private readonly IStreamQueueMapper _mapper;
    private readonly IGrainFactory _grains;
    private readonly SiloAddress _silo;
    private readonly Serializer _serializer;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly LogCaches _caches;
    private readonly PartitionSender[] _senders;

    internal LogQueueAdapter(string name, int partitions, IStreamQueueMapper mapper, LogCaches caches, IGrainFactory grains, ISiloStatusOracle silo, Serializer serializer, TimeProvider time, ILoggerFactory loggers)
    {
        Name = name;
        _mapper = mapper;
        _caches = caches;
        _grains = grains;
        _silo = silo.SiloAddress;
        _serializer = serializer;
        _time = time;
        _loggers = loggers;
        _senders = new PartitionSender[partitions];
        for (int i = 0; i < partitions; i++) _senders[i] = new PartitionSender(grains, i, () => silo.CurrentStatus is SiloStatus.Stopping or SiloStatus.Dead, time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsRewindable => true;

    /// <inheritdoc/>
    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    /// <inheritdoc/>
    public IQueueAdapterReceiver CreateReceiver(QueueId queueId)
    {
        int partition = PartitionOf(queueId);
        return new LogQueueReceiver(partition, _grains, _silo, _caches.Of(queueId), _serializer, _time, _loggers.CreateLogger<LogQueueReceiver>());
    }

    /// <inheritdoc/>
    public async Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken token, Dictionary<string, object> requestContext)
    {
        if (token is not null) throw new ArgumentException("the log numbers events itself: publish without a token", nameof(token));
        AppendReceipt? receipt = AppendReceipt.Current;
        int partition = PartitionOf(_mapper.GetQueueForStream(streamId));
        string space = streamId.GetNamespace() ?? "", key = streamId.GetKeyAsString();
        var records = new List<LogRecord>();
        foreach (T item in events) AddRecords(space, key, item, records);
        if (records.Count == 0) return;
        long[] offsets = await _senders[partition].SendAsync(records);
        if (receipt is not null) receipt.Ranges = RangesOf(partition, records, offsets);
    }

    private static int PartitionOf(QueueId queue) => checked((int)queue.GetNumericId());

    private static AppendedRange[] RangesOf(int partition, List<LogRecord> records, long[] offsets)
    {
        var ranges = new AppendedRange[records.Count];
        for (int i = 0; i < ranges.Length; i++)
        {
            ranges[i] = new AppendedRange(partition, offsets[i], offsets[i] + LastCounted(records[i].Payload.Span));
        }

        return ranges;
    }

    /// <summary>Number of the last hit of a frame that counts: those behind it are delivered to nobody, so nobody could wait for them.</summary>
    private static int LastCounted(ReadOnlySpan<byte> frame)
    {
        int last = 0;
        if (!HitFrame.TryOpen(frame, out HitFrameReader hits)) return last;
        while (hits.TryNext(out HitFields hit))
        {
            if (hit.Drop == DropReason.None) last = hits.Read - 1;
        }

        return last;
    }

    private void AddRecords<T>(string space, string key, T item, List<LogRecord> to)
    {
        if (space is not (StreamNames.Hits or StreamNames.Dropped))
        {
            to.Add(new LogRecord(space, key, _serializer.SerializeToArray<object>(item!)));
            return;
        }

        if (item is not byte[] batch || FrameBatch.TryRead(batch) is not { } frames)
        {
            throw new ArgumentException($"cannot publish to {space}: an event is a well-formed FrameBatch", nameof(item));
        }

        foreach (ReadOnlyMemory<byte> frame in frames) to.Add(new LogRecord(space, key, frame));
    }
}
