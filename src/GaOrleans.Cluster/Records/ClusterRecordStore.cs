using System.Security.Cryptography;
using GaOrleans.Engine.Records;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace GaOrleans.Cluster.Records;

/// <summary>
/// The records of the cluster, a grain a partition. A call that a silo's death or another's write cut off is made again: a change carries a number by
/// which it is known when it was made before.
/// </summary>
internal sealed partial class ClusterRecordStore(IGrainFactory grains, TimeProvider time, ILogger<ClusterRecordStore> logger) : IRecordStore
{
    private const int FirstPauseMs = 100, LongestPauseMs = 1000;

    // As long as it takes, as a rule, until others have voted a dead silo out.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // While silos join and leave an answer may be lost, and whoever waits for it would wait for half a minute.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public async ValueTask<StoredRecord?> FindAsync(string partition, string key, CancellationToken ct)
    {
        RecordRules.CheckName(partition, key);
        return (await TryAsync(partition, (grain, _) => grain.FindAsync(key), ct))?.ToStored();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string partition, string? after, int count, CancellationToken ct)
    {
        RecordRules.CheckList(partition, after, count);
        var found = new List<StoredRecord>();
        while (true)
        {
            string? from = after;
            ListedRecords listed = await TryAsync(partition, (grain, _) => grain.ListAsync(from, count - found.Count), ct);
            foreach (KeptRecord record in listed.Records) found.Add(record.ToStored());
            if (!listed.More) return found;
            after = found[^1].Key;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> PutAsync(string partition, string key, string json, long expected, CancellationToken ct)
    {
        RecordRules.CheckPut(partition, key, json, expected);
        long call = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        return TryAsync(partition, (grain, _) => grain.PutAsync(key, json, expected, call), ct);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string partition, string key, long expected, CancellationToken ct)
    {
        RecordRules.CheckDelete(partition, key);
        // A version is never given again, so of one that is gone after a call without answer, the call has deleted it or another that wanted the same.
        return TryAsync(partition, async (grain, again) => await grain.DeleteAsync(key, expected) || (again && expected != 0 && await grain.FindAsync(key) is null), ct);
    }

    private async ValueTask<T> TryAsync<T>(string partition, Func<IRecordPartitionGrain, bool, ValueTask<T>> call, CancellationToken ct)
    {
        var grain = grains.GetGrain<IRecordPartitionGrain>(RecordPartitionNames.Of(partition));
        bool unknown = false;
        long started = time.GetTimestamp();
        for (int tries = 1; ; tries++)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                return await call(grain, unknown).AsTask().WaitAsync(AnswerTime, time);
            }
            catch (Exception e) when (e is not (ArgumentException or OperationCanceledException))
            {
                LogFault(e, partition, tries);
                if (time.GetElapsedTime(started) > Patience) throw new IOException($"cannot reach the records of {partition}: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}; try again, and look whether the change was made before", e);
                unknown |= e is not InconsistentStateException;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(FirstPauseMs * tries, LongestPauseMs)), time, ct);
        }
    }

    [LoggerMessage(EventId = 261, Level = LogLevel.Information, Message = "cannot reach the records of {Partition}, try {Tries}")]
    private partial void LogFault(Exception e, string partition, int tries);
}
