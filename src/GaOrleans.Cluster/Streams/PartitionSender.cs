using System.Security.Cryptography;
using GaOrleans.Cluster.Log;
using GaOrleans.Engine.Log;

namespace GaOrleans.Cluster.Streams;

/// <summary>
/// Sends what a silo publishes to one partition. While an append call is under way the records of the next one gather; no record waits for others.
/// Bounded: what is too much is refused at once. Safe for concurrent use.
/// </summary>
internal sealed class PartitionSender(IGrainFactory grains, int partition, Func<bool> isSiloGone, TimeProvider time)
{
    private const long MostWaitingBytes = 64 * 1024 * 1024;
    private const int BlockBytes = 2 * 1024 * 1024, BlockRecords = 8_192;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12), Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Queue<PendingPublish> _waiting = [];
    private readonly ulong _id = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
    private ulong _number;
    private long _behind;
    private long _waitingBytes;
    private bool _sending;

    /// <summary>Sends records and completes when all are stored.</summary>
    /// <returns>For each record the offset of its first hit; -1 for one that is not stored by its nature.</returns>
    /// <exception cref="LogUnavailableException">Not all are stored, or it is not known.</exception>
    internal Task<long[]> SendAsync(IReadOnlyList<LogRecord> records)
    {
        var publish = new PendingPublish(records);
        bool start;
        lock (_lock)
        {
            if (_waitingBytes + publish.Bytes > MostWaitingBytes && _waiting.Count > 0) throw Full();
            _waiting.Enqueue(publish);
            _waitingBytes += publish.Bytes;
            start = !_sending;
            _sending = true;
        }

        // Not in the flow of the first publisher, whose context and scheduler are no business of the others.
        if (start) ThreadPool.UnsafeQueueUserWorkItem(static sender => _ = sender.SendAllAsync(), this, preferLocal: false);
        return publish.Offsets;
    }

    private static LogUnavailableException Full() => new("cannot store hits: too many wait to be written already; try again in a second");

    private async Task SendAllAsync()
    {
        var block = new List<PendingPublish>();
        while (TryTake(block))
        {
            try
            {
                await SendAsync(block);
            }
            catch (Exception e)
            {
                // Whatever went wrong, publishers have to hear that it is not known whether their hits are stored.
                var fault = new LogUnavailableException($"cannot tell whether hits were stored: {e.Message}; send them again with the same event ids", e);
                foreach (PendingPublish publish in block) publish.Failed(fault);
            }
        }
    }

    private bool TryTake(List<PendingPublish> block)
    {
        block.Clear();
        lock (_lock)
        {
            long bytes = 0;
            int records = 0;
            while (_waiting.TryPeek(out PendingPublish? next))
            {
                if (block.Count > 0 && (bytes + next.Bytes > BlockBytes || records + next.Records.Count > BlockRecords)) break;
                bytes += next.Bytes;
                records += next.Records.Count;
                block.Add(_waiting.Dequeue());
            }

            _waitingBytes -= bytes;
            _sending = block.Count > 0;
            return _sending;
        }
    }

    private async Task SendAsync(List<PendingPublish> block)
    {
        AppendAnswer answer = await AppendAsync([.. block.SelectMany(publish => publish.Records)]);
        foreach (long offset in answer.Offsets) _behind = Math.Max(_behind, offset + 1);
        int at = 0;
        foreach (PendingPublish publish in block)
        {
            int count = publish.Records.Count;
            if (answer.Status == AppendStatus.Stored) publish.Stored(answer.Offsets[at..(at + count)]);
            else if (answer.Offsets.Length > 0 && AllStored(publish, answer.Offsets.AsSpan(at, count))) publish.Stored(answer.Offsets[at..(at + count)]);
            else publish.Failed(FaultOf(answer));
            at += count;
        }
    }

    /// <summary>
    /// Sends a block, and sends it again while the partition moves or does not answer: whoever owns it by then finds out whether the block was stored.
    /// </summary>
    private async Task<AppendAnswer> AppendAsync(List<LogRecord> records)
    {
        long started = time.GetTimestamp();
        var origin = new BlockOrigin(_id, ++_number, -1);
        while (true)
        {
            try
            {
                AppendAnswer answer = await grains.GetGrain<ILogPartitionGrain>(partition).AppendAsync(LogBlock.Write(records, origin));
                if (answer.Status != AppendStatus.Moving || IsTooLate(started)) return answer;
            }
            catch (Exception e) when (e is not InvalidDataException && !IsTooLate(started))
            {
                // A silo died, or the call got lost between two owners.
                origin = origin with { SentFrom = _behind };
            }

            await Task.Delay(Pause, time);
        }
    }

    private bool IsTooLate(long started) => time.GetElapsedTime(started) > Patience || isSiloGone();

    private static bool AllStored(PendingPublish publish, ReadOnlySpan<long> offsets)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            if (offsets[i] < 0 && publish.Records[i].Namespace is (StreamNames.Hits or StreamNames.Dropped)) return false;
        }

        return true;
    }

    private static LogUnavailableException FaultOf(AppendAnswer answer) => answer.Status switch
    {
        AppendStatus.Full => Full(),
        AppendStatus.Moving => new LogUnavailableException("cannot store hits: the log is being handed over; try again when the service is back"),
        _ => new LogUnavailableException("cannot store hits: the partition's disk refuses them, its status says why; hits are refused until it works again, which is tried by itself"),
    };
}
