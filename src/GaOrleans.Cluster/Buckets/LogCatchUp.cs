using System.Collections.Concurrent;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using Orleans.Streams;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Catches up from the partitions of the local log.</summary>
internal sealed class LogCatchUp(IGrainFactory grains, TimeProvider time) : IStreamCatchUp
{
    private const int Attempts = 8, PauseMs = 250;

    private readonly ConcurrentDictionary<int, long> _epochs = new();

    public async ValueTask<MissedHits> ReadAsync(int partition, string streamKey, long after)
    {
        ILogPartitionGrain log = grains.GetGrain<ILogPartitionGrain>(partition);
        for (int attempt = 1; ; attempt++)
        {
            LogReading reading = await log.ReadStreamAsync(streamKey, after);
            long newest = _epochs.AddOrUpdate(partition, reading.Epoch, (_, known) => Math.Max(known, reading.Epoch));
            if (reading.Epoch == newest) return new MissedHits(reading.Streams, reading.More);
            // An owner that was replaced and has not noticed yet may not know the newest hits.
            if (attempt == Attempts) throw new IOException($"cannot read partition {partition} of the log: an owner of epoch {reading.Epoch} answers although epoch {newest} has begun; ask again");
            await Task.Delay(TimeSpan.FromMilliseconds(PauseMs), time);
        }
    }

    public StreamSequenceToken? ResumeFrom(int partition, long watermark) => watermark < 0 ? null : new LogToken(partition, watermark);
}
